"""Annotations read back; overloads; dicts with typed keys."""

from typing import (Annotated, Any, Callable, ClassVar, Dict, List, NotRequired, Optional, TypedDict, final,
                    get_type_hints, overload)


class Node:
    next: "Optional[Node]"
    value: int = 0
    count: ClassVar[int] = 0


class Leaf(Node):
    label: Annotated[str, "short"]


def visit(node: "Node", call: Callable[[int], None] = print, *args: Any, **kwargs: "List[int]") -> None: ...


print(get_type_hints(Node))
print(get_type_hints(Leaf))
print(get_type_hints(Leaf, include_extras=True)["label"])
print(get_type_hints(visit))


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x):
    return x * 2


print(double(2), double("a"))


@final
class Last: ...


print(Last.__final__)


class Movie(TypedDict):
    title: str
    year: NotRequired[int]


class Rated(Movie, total=False):
    stars: int


Point = TypedDict("Point", {"x": int, "y": int})
print(Movie(title="x"), Rated(title="y", stars=3), Point(x=1, y=2), type(Point(x=1, y=2)))
print(Movie, Movie.__annotations__, Rated.__required_keys__ == {"title"}, sorted(Rated.__optional_keys__), Rated.__total__)
try:
    isinstance({}, Movie)
except TypeError as error:
    print(error)
