class Animal:
    def __init__(self, name): self.name = name
    def speak(self): return f"{self.name} says {self.sound()}"
    def sound(self): return "..."
class Dog(Animal):
    def sound(self): return "woof"
class Puppy(Dog):
    def __init__(self, name):
        super().__init__(name + " jr")
        self.young = True
    def sound(self): return super().sound() + "!"
for a in (Animal("x"), Dog("Rex"), Puppy("Rex")):
    print(a.speak(), isinstance(a, Dog), type(a).__name__)
print(issubclass(Puppy, Animal), issubclass(Dog, Puppy), issubclass(bool, int), issubclass(Dog, (int, Animal)), Puppy.__bases__[0].__name__, [c.__name__ for c in Puppy.__mro__], Dog.__subclasses__()[0].__name__)
print(isinstance(Puppy("a"), (int, Dog)), isinstance(5, (str, float)))
for f in (lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: isinstance(1, [int]), lambda: isinstance(1, (int, 5)), lambda: isinstance("a", (int, 5))):
    try: print(f())
    except TypeError as e: print(e)
