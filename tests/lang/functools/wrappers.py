"""wraps, update_wrapper, total_ordering, singledispatch."""
from functools import WRAPPER_ASSIGNMENTS, singledispatch, singledispatchmethod, total_ordering, update_wrapper, wraps


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def traced(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        """wrapper's own"""
        return ["traced", function(*args, **kwargs)]
    return wrapper


@traced
def greet(name: str) -> str:
    """Says hello."""
    return "hello " + name


greet.extra = 1
print(greet("you"), greet.__name__, greet.__doc__, greet.__qualname__, greet.__module__, greet.__annotations__, greet.__wrapped__("me"))
again = traced(greet)
print(again.extra, again.__wrapped__ is greet, WRAPPER_ASSIGNMENTS)


def plain():
    pass


update_wrapper(plain, len)
print(plain.__name__, plain.__wrapped__)


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Version) and self.n == other.n

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.n < other.n


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a <= Version(1), a >= Version(1), outcome(lambda: a <= 5), outcome(lambda: a >= 5))


class Number:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n


for root in ("le", "gt", "ge"):
    compare = {"le": lambda self, other: self.n <= other.n, "gt": lambda self, other: self.n > other.n, "ge": lambda self, other: self.n >= other.n}[root]
    cls = total_ordering(type("T", (Number,), {f"__{root}__": compare}))
    x, y = cls(1), cls(2)
    print(root, x < y, x <= y, x > y, x >= y, x < cls(1), x >= cls(1))


class Empty:
    pass


print(outcome(total_ordering, Empty))


@singledispatch
def describe(value, verbose=False):
    return f"object {value!r}"


@describe.register
def _(value: int, verbose=False):
    return f"int {value}" + ("!" if verbose else "")


@describe.register(list)
@describe.register(tuple)
def _(value, verbose=False):
    return f"sequence of {len(value)}"


@describe.register
def _(value: str | bytes):
    return f"text {value!r}"


describe.register(type(None), lambda value: "nothing")
print(describe(5), describe(True, verbose=True), describe([1, 2]), describe(()), describe("a"), describe(b"b"), describe(None), describe(1.5))
print(describe.dispatch(bool) is describe.registry[int], sorted(cls.__name__ for cls in describe.registry), outcome(describe))
print(describe.__name__)


class Negator:
    @singledispatchmethod
    def negate(self, value):
        return f"cannot negate {value!r}"

    @negate.register
    def _(self, value: int):
        return -value

    @negate.register(bool)
    def _(self, value):
        return not value


print(Negator().negate(5), Negator().negate(True), Negator().negate("a"))
