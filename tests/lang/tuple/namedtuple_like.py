class Point(tuple):
    def __new__(cls, x, y):
        return tuple.__new__(cls, (x, y))
    @property
    def x(self): return self[0]
    @property
    def y(self): return self[1]
    def __add__(self, other): return Point(self.x + other.x, self.y + other.y)
    def __repr__(self): return f"Point({self.x}, {self.y})"
p = Point(1, 2)
x, y = p
print(p, p.x, p.y, p + Point(3, 4), x, y, p == (1, 2), {p: 1}[(1, 2)], isinstance(p, tuple), len(p), p[0], sorted([Point(2, 1), Point(1, 5)]))
try:
    p.x = 5
except AttributeError as e:
    print(e)
