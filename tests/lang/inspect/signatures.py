# Signatures: how they are shown, and which argument goes where.
import functools
import inspect
import threading
from typing import List, Optional


def plain(a, b=2, *args, c, d: int = 4, **kw) -> int:
    return a


def only(x, y, /, z: "str" = "q", *, k=None): ...


def hints(o: Optional[int], l: List[int], p: list[str] = [], t: threading.Thread = None) -> None: ...


@functools.wraps(plain)
def wrapped(*args, **kwargs): ...


class Job:
    def __init__(self, x, y=1): ...

    def run(self, x): ...

    @classmethod
    def make(cls, q): ...

    @staticmethod
    def check(z): ...

    def __call__(self, w): ...


class Special(Job): ...


class Nothing: ...


partials = [functools.partial(plain, 1, c=3), functools.partial(only, 1), functools.partial(hints, l=3)]
callables = [plain, only, hints, wrapped, Job, Special, Nothing, Job.run, Job(1).run, Job.make, Job.check, Job(1), lambda *a, b: 0]
for each in callables + partials:
    print(inspect.signature(each))

for parameter in inspect.signature(plain).parameters.values():
    print(parameter.name, parameter.kind, parameter.kind.description, parameter.default, parameter.annotation, repr(parameter))

signature = inspect.signature(plain)
bound = signature.bind(1, 2, 3, c=3, z=9)
print(bound, bound.args, bound.kwargs)
bound = signature.bind(1, c=3)
bound.apply_defaults()
print(bound.arguments, signature.bind_partial())
for function, args, kwargs in [(plain, (), {}), (plain, (1,), {}), (only, (1,), {"y": 2}), (only, (1, 2, 3, 4), {}),
                               (only, (1, 2), {"zz": 2}), (only, (1, 2, 3), {"z": 2})]:
    try:
        print(inspect.signature(function).bind(*args, **kwargs))
    except TypeError as error:
        print(error)

made = inspect.Signature([inspect.Parameter("x", inspect.Parameter.POSITIONAL_ONLY)], return_annotation=int)
print(repr(made), made.replace(return_annotation=str), made == made.replace(), signature == inspect.signature(plain))
for attempt in (lambda: inspect.signature(5), lambda: inspect.Parameter("1x", 0),
                lambda: inspect.Signature([inspect.Parameter("x", 1, default=1), inspect.Parameter("y", 1)]),
                lambda: inspect.Signature([inspect.Parameter("x", 3), inspect.Parameter("y", 1)])):
    try:
        print(attempt())
    except (TypeError, ValueError) as error:
        print(error)
print(inspect.getfullargspec(plain))
