"""namedtuple."""
from collections import namedtuple


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._fields, p._asdict(), p._replace(x=5), Point._make([7, 8]), hash(p) == hash((1, 2)), len(p))
x, y = p
print(x, y, Point, Point.__name__, Point.__module__, Point.__doc__, Point._field_defaults, isinstance(p, tuple), p + (3,), p._replace())
print(outcome(Point, 1), outcome(Point), outcome(Point, 1, 2, 3), outcome(Point, 1, z=2), outcome(Point, 1, x=1), outcome(Point._make, [1]))
print(outcome(p._replace, z=1), outcome(lambda: p.z), outcome(setattr, p, "x", 1))

D = namedtuple("D", ["a", "b", "c"], defaults=[10, 20])
print(D(1), D(1, 2), D._field_defaults, D(c=1, a=0), outcome(D), outcome(namedtuple, "E", "a", defaults=[1, 2]))
R = namedtuple("R", "a def a _b 1x ok", rename=True)
print(R._fields, R(1, 2, 3, 4, 5, 6))
for name, fields in [("class", "a"), ("T", "def"), ("T", "a a"), ("T", "_a"), ("T", "1a"), ("1T", "a"), ("T", "a-b")]:
    print(outcome(namedtuple, name, fields))
Empty = namedtuple("Empty", "")
One = namedtuple("One", "only")
print(Empty(), One("%"), One((1, 2)), namedtuple("C", "a, b,c")(1, 2, 3), namedtuple("M", "a", module="mod").__module__)


class Vector(namedtuple("Vector", ["x", "y"])):
    __slots__ = ()

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __str__(self):
        return f"<{self.x}, {self.y}>"


v = Vector(3, 4)
print(v.length, v + v, repr(v + v), v._replace(x=0), type(v._replace(x=0)).__name__, sorted([Vector(2, 1), Vector(1, 5)]))
match p:
    case Point(x=a, y=b):
        print("matched", a, b)
match v:
    case Vector(a, b):
        print("matched", a, b)
print({Point(1, 2): "v"}[(1, 2)], max([Point(1, 9), Point(2, 0)]), Point(*"ab"), Point(**{"x": 1, "y": 2}))
