"""Dataclasses: the methods that follow from the fields."""

from dataclasses import asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
from typing import List, Optional


@dataclass
class Point:
    x: int
    y: int = 0

    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


@dataclass
class Point3(Point):
    z: int = 9


@dataclass
class Node:
    value: int
    next: Optional["Node"] = None
    tags: List[str] = field(default_factory=list)


def attempt(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


print(Point(1), Point(1, 2) == Point(1, 2), Point(1) != Point(2), Point(3, 4).norm(), Point(1) == (1, 0))
print(Point.__doc__, Point.__match_args__, Point.__hash__, Point.__init__.__qualname__, Point.__init__.__annotations__)
for args in (), (1, 2, 3):
    attempt(Point, *args)
attempt(Point, z=3)
attempt(lambda: Point(1) < Point(2))
attempt(hash, Point(1))
print(Point3(1), Point3(1) == Point(1), replace(Point3(1), z=3), [each.name for each in fields(Point3)])
ring = Node(1)
ring.next = ring
print(ring, Node(1).tags is not Node(1).tags)
print(asdict(Node(1, Node(2), ["a"])), astuple(Point3(1)), asdict(Point(1), dict_factory=list))
print(is_dataclass(ring), is_dataclass(Node), is_dataclass(3))
Made = make_dataclass("Made", [("x", int), ("y", int, field(default=5))], namespace={"twice": lambda self: self.x * 2})
print(Made(1), Made(4).twice())
match Point(1, 2):
    case Point(x, y):
        print(x, y)
attempt(asdict, 3)
attempt(fields, 3)
attempt(replace, 3)
