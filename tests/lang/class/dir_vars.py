class A:
    x = 1
    def __init__(self): self.y = 2
    def m(self): pass
a = A()
print([n for n in dir(a) if not n.startswith("__")], [n for n in dir(A) if not n.startswith("__")], vars(a), "m" in vars(A), "__init__" in dir(a), "__eq__" in dir(a))
a.__dict__["z"] = 3
a.__dict__.update(w=4)
print(a.z, a.w, list(a.__dict__), "z" in a.__dict__)
del a.__dict__["z"]
print(hasattr(a, "z"))
a.__dict__ = {"only": 1}
print(a.only, hasattr(a, "y"))
class B(A): pass
a.__class__ = B
print(type(a).__name__, a.m() is None)
try: vars(5)
except TypeError as e: print(e)
try: a.__class__ = 5
except TypeError as e: print(e)
print(A.__dict__.get("x"), A.__base__.__name__, object.__base__, int.__name__, A.m.__get__(a, A)() is None)
