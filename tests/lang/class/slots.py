# __slots__: what instances may have, alone, inherited, private, beside a __dict__.
class Point:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
p = Point(1, 2)
print(p.x, p.y, hasattr(p, "z"), hasattr(p, "__dict__"), Point.__slots__)
try: p.z = 3
except AttributeError as error: print(error)
try: del p.x; p.x
except AttributeError as error: print(type(error).__name__)
class Point3(Point):
    __slots__ = ["z"]
q = Point3(1, 2); q.z = 3
print(q.x + q.y + q.z)
try: q.w = 1
except AttributeError as error: print(error)
class Open(Point): pass
o = Open(1, 2); o.anything = 5
print(o.anything, o.x, hasattr(o, "__dict__"))
class Both:
    __slots__ = "a", "__dict__"
b = Both(); b.a = 1; b.other = 2
print(b.a, b.other)
class Single:
    __slots__ = "only"
s = Single(); s.only = 1
try: s.o = 2
except AttributeError as error: print(error)
class Private:
    __slots__ = ("__secret", "_half")
    def __init__(self): self.__secret = 1; self._half = 2
    def reveal(self): return self.__secret
print(Private().reveal(), Private()._half)
class Documented:
    __slots__ = {"a": "the first", "b": "the second"}
d = Documented(); d.a = d.b = 1
print(d.a, Documented.__slots__["a"])
try:
    class Conflict:
        __slots__ = ("a",)
        a = 1
except ValueError as error: print(error)
class Empty:
    __slots__ = ()
try: Empty().x = 1
except AttributeError as error: print(error)
Made = type("Made", (), {"__slots__": ("m",)})
m = Made(); m.m = 4
print(m.m, Made.__module__, Made)
def method(self): return self.m
print(staticmethod(len), classmethod(len), staticmethod(len).__func__ is len)
class Base:
    def __init_subclass__(cls, /, tag=None, **rest):
        super().__init_subclass__(**rest)
        cls.tag = tag
class Tagged(Base, tag="t"): pass
print(Tagged.tag)
try:
    class Wrong(Base, unknown=1): pass
except TypeError as error: print(error)
