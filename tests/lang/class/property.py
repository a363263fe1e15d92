class Circle:
    def __init__(self, r): self._r = r
    @property
    def r(self):
        """The radius."""
        return self._r
    @r.setter
    def r(self, v):
        if v < 0: raise ValueError("negative radius")
        self._r = v
    @r.deleter
    def r(self):
        print("deleting")
        self._r = 0
    @property
    def area(self): return 3 * self._r ** 2
    d = property(lambda self: 2 * self._r, doc="diameter")
c = Circle(2)
c.r = 5
print(c.r, c.area, c.d, Circle.r.__doc__, Circle.d.__doc__, type(Circle.r).__name__)
try: c.r = -1
except ValueError as e: print(e)
del c.r
print(c.r)
def set_area(): c.area = 5
def del_area(): del c.area
for f in (set_area, del_area):
    try: f()
    except AttributeError as e: print(e)
c.__dict__["r"] = "shadow?"
print(c.r)
class Bad:
    @property
    def x(self): return self.nope
try: Bad().x
except AttributeError as e: print(e)
class WriteOnly:
    def s(self, v): print("set", v)
    x = property(None, s)
w = WriteOnly()
w.x = 3
try: w.x
except AttributeError as e: print(e)
class Sub(Circle):
    @property
    def r(self): return super().r * 100
print(Sub(3).r, Circle.r.fget(c))
