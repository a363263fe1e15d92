class Dog:
    """A dog."""
    kind = "canine"
    count = 0
    def __init__(self, name, age=1):
        self.name = name
        self.age = age
        Dog.count += 1
    def describe(self):
        return f"{self.name} is {self.age}"
    def birthday(self):
        self.age += 1
        return self
a, b = Dog("Rex"), Dog("Fido", 5)
print(a.describe(), b.birthday().birthday().describe(), a.kind, Dog.kind, Dog.count, Dog.__doc__, Dog.__name__)
a.kind = "own"
print(a.kind, b.kind, Dog.kind, a.__dict__, vars(b), Dog.describe(b))
Dog.kind = "changed"
print(a.kind, b.kind, isinstance(a, Dog), isinstance(a, object), type(a) is Dog, a.__class__.__name__, type(Dog).__name__)
Dog.bark = lambda self, n=1: "woof " * n
print(a.bark(), b.bark(2))
del a.kind
print(a.kind, hasattr(a, "zzz"), getattr(a, "zzz", "none"), a == a, a != b, a == b)
setattr(a, "x y", 1)
print(getattr(a, "x y"), sorted(a.__dict__))
