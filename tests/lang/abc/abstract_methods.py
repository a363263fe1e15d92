"""Classes that leave methods abstract have no instances."""

from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        return 0

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def unit(cls): ...

    @staticmethod
    @abstractmethod
    def kind(): ...

    def describe(self):
        return f"{self.name} of {self.area()}"


class Half(Shape):
    name = "half"
    unit = kind = None


class Square(Half):
    def __init__(self, side):
        self.side = side

    def area(self):
        return super().area() + self.side ** 2


for cls in Shape, Half, type("Made", (Shape,), {"area": None, "name": None, "unit": None}):
    try:
        cls()
    except TypeError as error:
        print(error)

print(Square(3).describe(), isinstance(Square(3), Shape), issubclass(Half, Shape))
print(sorted(Shape.__abstractmethods__), Half.__abstractmethods__, Square.__abstractmethods__)
print(type(Shape), type(Square), Shape)


class WithMeta(metaclass=ABCMeta):
    @abstractmethod
    def go(self): ...

    def __new__(cls, *args):
        print("new", args)
        return super().__new__(cls)


try:
    WithMeta(1)
except TypeError as error:
    print(error)
