"""Generic classes and protocols."""

from typing import Dict, Generic, List, NewType, Protocol, SupportsInt, TypeVar, runtime_checkable

T = TypeVar("T")
K = TypeVar("K", bound=int)
Co = TypeVar("Co", covariant=True)
print(T, K, Co, K.__bound__, TypeVar("S", int, str).__constraints__)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


class Pair(Generic[T, K]):
    pass


class Numbers(Stack[int]):
    pass


stack = Stack[int]()
stack.push(3)
print(stack.items, type(stack).__name__, isinstance(stack, Stack), Stack[int], Pair[int, str], Stack.__parameters__)
print(Numbers.__mro__, Numbers.__orig_bases__)
print(Dict[str, T], Dict[str, T][int], Pair[T, int][str])


class Runner(Protocol):
    def run(self) -> int: ...


@runtime_checkable
class Named(Protocol):
    name: str

    def run(self) -> int: ...


class Job:
    name = "job"

    def run(self):
        return 1


class Explicit(Runner):
    def run(self):
        return 2


print(isinstance(Job(), Named), isinstance(3, Named), Explicit().run(), isinstance(3, SupportsInt))


def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print(error)


attempt(lambda: isinstance(Job(), Runner))
attempt(lambda: Runner())
attempt(lambda: issubclass(Job, Named))
attempt(lambda: isinstance(stack, Stack[int]))
attempt(lambda: Stack[int, str])
attempt(lambda: Numbers[int])
UserId = NewType("UserId", int)
print(UserId(3), UserId, UserId.__supertype__)
