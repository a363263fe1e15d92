class A:
    def __getattr__(self, name):
        del A.__getattr__
        return name
a = A()
print(a.first)
try: a.second
except AttributeError as e: print(e)
class Del:
    @property
    def x(self):
        del Del.x
        return "gone after this"
d = Del()
print(d.x)
try: d.x
except AttributeError as e: print(e)
class Swap:
    def f(self):
        self.__class__ = Other
        return "Swap.f"
class Other:
    def f(self): return "Other.f"
s = Swap()
print(s.f(), s.f(), type(s).__name__)
class Replace:
    def m(self):
        Replace.m = lambda self: "new"
        return "old"
r = Replace()
print(r.m(), r.m())
def f():
    global f
    f = lambda: "replaced"
    return "original"
print(f(), f())
class D(dict):
    def __getattr__(self, k): return self[k]
d = D(a=1)
print(d.a)
try: d.b
except KeyError as e: print("KeyError", e)
class Meta(type):
    def __getattr__(cls, name): return f"class attribute {name}"
class M(metaclass=Meta): pass
print(M.anything)
try: M().anything
except AttributeError as e: print(e)
obj = type("T", (), {})()
for i in range(300): obj.__dict__[f"k{i}"] = i
for i in range(299): delattr(obj, f"k{i}")
print(vars(obj))
