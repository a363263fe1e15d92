"""Enumerations whose members have parts, values made by themselves, or a say in lookups."""

from enum import Enum, auto


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.4e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return round(6.67e-11 * self.mass / self.radius ** 2, 2)


class Labelled(Enum):
    ONE = (1, "one")
    TWO = (2, "two")

    def __new__(cls, number, label):
        made = object.__new__(cls)
        made._value_ = number
        made.label = label
        return made


class Lenient(Enum):
    A = "a"

    @classmethod
    def _missing_(cls, value):
        return cls.A if value.lower() == "a" else None


class Compass(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    NORTH = auto()
    SOUTH = auto()


class Unhashable(Enum):
    LIST = [1]
    DICT = {}


class Greeter(Enum):
    def hello(self):
        return "hello " + self.name


class People(Greeter):
    ANN = 1

    @staticmethod
    def count():
        return len(People)


class Operation(Enum):
    ADD = "+"
    SUB = "-"

    def __call__(self, a, b):
        return a + b if self is Operation.ADD else a - b

    def __str__(self):
        return self.value


print(Planet.EARTH.gravity, Planet.EARTH.value, Planet.MARS, repr(Planet.EARTH), Planet((6.4e23, 3.4e6)))
print(Labelled.ONE, Labelled.ONE.label, Labelled(2), repr(Labelled.TWO))
print(Lenient("A"), list(Compass), Unhashable([1]), list(Unhashable))
try:
    Lenient("q")
except ValueError as error:
    print(error)
print(People.ANN.hello(), People.count(), People.__mro__)
print(Operation.ADD(1, 2), f"{Operation.SUB}", [str(each) for each in Operation], repr(Operation.ADD))
