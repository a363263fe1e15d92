"""Dataclasses: frozen, order, slots, kw_only and the options of fields."""

from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, dataclass, field, replace
from typing import ClassVar, List


@dataclass(frozen=True, order=True)
class Version:
    major: int
    label: str = field(default="x", compare=False)


@dataclass
class Box:
    items: List[int] = field(default_factory=list)
    secret: str = field(default="s", repr=False)
    count: ClassVar[int] = 5
    total: int = field(init=False)
    more: InitVar[int] = 3

    def __post_init__(self, more):
        self.total = len(self.items) + more


@dataclass(slots=True)
class Small:
    a: int
    b: int = 3


@dataclass(kw_only=True)
class Named:
    a: int
    b: int = 2


@dataclass
class Mixed:
    x: int
    _: KW_ONLY
    y: int = 3
    z: int


@dataclass(frozen=True, slots=True)
class Stone:
    a: int


@dataclass(eq=False)
class ById:
    a: int


@dataclass(unsafe_hash=True)
class Hashed:
    a: int
    b: int = field(default=0, hash=False)


def attempt(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


version = Version(1)
print(version, hash(version) == hash((1,)), Version(1) < Version(2), Version(1, "y") <= version, max(version, Version(3)))
for statement in "version.major = 3", "version.other = 3", "del version.major", "Stone(1).a = 2", "Small(1).c = 2":
    try:
        exec(statement)
    except AttributeError as error:
        print(isinstance(error, FrozenInstanceError), error)
box = Box([1, 2])
print(box, box.total, Box.count, Box.__doc__, Box(more=5).total)
print(Small(1), Small.__slots__, Stone(1), {Stone(1): 1}[Stone(1)])
print(Named(a=1), Mixed(1, z=3), Mixed.__doc__)
attempt(Named, 1)
attempt(Mixed, 1, 2)
attempt(replace, box, total=3)
print(ById(1) == ById(1), Hashed(1, 2) == Hashed(1, 3), hash(Hashed(1, 2)) == hash(Hashed(1, 3)))


def mutable_default():
    @dataclass
    class Bad:
        x: list = []


def order_of_defaults():
    @dataclass
    class Bad:
        x: int = 3
        y: int


def thawed():
    @dataclass
    class Bad(Version):
        pass


def order_without_eq():
    @dataclass(order=True, eq=False)
    class Bad:
        pass


def no_annotation():
    @dataclass
    class Bad:
        x = field()


def two_defaults():
    field(default=1, default_factory=int)


for wrong in mutable_default, order_of_defaults, thawed, order_without_eq, no_annotation, two_defaults:
    attempt(wrong)
