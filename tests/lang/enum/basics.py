"""Enumerations: members, lookups, aliases, methods, what is refused."""

from enum import Enum, EnumMeta, IntEnum, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    @property
    def nice(self):
        return self.name.title()

    def greet(self):
        return f"hi {self}"

    @classmethod
    def default(cls):
        return cls.RED


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Word(StrEnum):
    ONE = auto()
    TWO = "zwei"


class Plain(str, Enum):
    X = "x"


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


def attempt(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__, error)


print(Color, Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], list(Color), len(Color))
print(Color.CRIMSON is Color.RED, Color.__members__, Color.RED.nice, Color.RED.greet(), Color.default())
print(Color.RED == 1, Color.RED == Color.RED, Color.RED is Color(1), Color.RED in Color, 1 in Color, 9 in Color)
print({Color.RED: 1}, f"{Color.RED:>12}", "%s" % Color.RED, isinstance(Color.RED, Color), isinstance(Color, EnumMeta))
attempt(Color, 9)
attempt(lambda: Color["X"])
attempt(lambda: Color.X)
attempt(lambda: setattr(Color, "RED", 3))
attempt(lambda: delattr(Color, "RED"))
attempt(lambda: Color.RED < Color.GREEN)
print([(each.name, each.value) for each in Auto], list(reversed(Color)), bool(Color.RED))
print(Level.LOW < Level.HIGH, Level.LOW + 1, Level.LOW == 1, Level.LOW, repr(Level.LOW), f"{Level.HIGH:04}", max(Level))
print([0, 1, 2][Level.LOW], int(Level.HIGH), "%d" % Level.HIGH, Level(10), {1: "a"}[Level.LOW])
print(Word.ONE, repr(Word.TWO), Word.TWO == "zwei", Word.ONE.upper(), f"{Word.TWO}", Word("zwei"), "x" + Word.ONE)
print(Plain.X, repr(Plain.X), Plain.X == "x", f"{Plain.X}", Plain.X.value)
match Color.RED:
    case Color.GREEN:
        print("green")
    case Color.RED:
        print("red")


def extended():
    class More(Color):
        PINK = 4


def twice():
    class Twice(Enum):
        A = 1
        A = 2


def doubled():
    @unique
    class Doubled(Enum):
        A = 1
        B = 1
        C = 2
        D = 2


for wrong in extended, twice, doubled:
    attempt(wrong)
Animal = Enum("Animal", "CAT DOG")
print(Animal, list(Animal), Animal.CAT.value, list(Enum("B", {"X": "x"})), list(Enum("C", ["A", "B"], start=5)))
