"""Classes that count as subclasses: registered ones, and those that a hook recognises."""

from abc import ABC


class Animal(ABC):
    pass


class Pet(Animal):
    pass


@Animal.register
class Dog:
    pass


class Puppy(Dog):
    pass


class Robot:
    pass


print(isinstance(Dog(), Animal), isinstance(Puppy(), Animal), isinstance(Robot(), Animal))
print(issubclass(Dog, Pet), issubclass(Robot, Pet))
Pet.register(Robot)
print(issubclass(Robot, Pet), issubclass(Robot, Animal), isinstance(Robot(), (int, Animal)))

for wrong in 3, Animal:
    try:
        Pet.register(wrong)
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
try:
    issubclass(3, Animal)
except TypeError as error:
    print(error)


class Closable(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Closable:
            return any("close" in base.__dict__ for base in other.__mro__)
        return NotImplemented


class Door:
    def close(self): ...


print(isinstance(Door(), Closable), isinstance(3, Closable))
