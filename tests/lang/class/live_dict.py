# obj.__dict__ and vars(obj) are the attributes themselves: what changes there changes the object, and the other way round.
class Point:
    kind = "point"
    def __init__(self, x, y):
        self.x, self.y = x, y

p = Point(1, 2)
d = p.__dict__
print(d, len(d), isinstance(d, dict), list(d), list(d.items()))
p.z = 3
print(d, "z" in d, "kind" in d, d.get("w"), d.get("w", 0))
d["x"] = 10
vars(p)["color"] = "red"
print(p.x, p.color, d)
del d["y"]
print(hasattr(p, "y"), d.pop("z"), d.pop("z", None), d)
try: d["nope"]
except KeyError as error: print("KeyError", error)
try: del d["nope"]
except KeyError as error: print("KeyError", error)
try: d.pop("nope")
except KeyError as error: print("KeyError", error)
d.update(a=1, b=2)
d.update([("c", 3)])
d |= {"e": 5}
print(p.a + p.b + p.c + p.e, d.setdefault("a", 7), d.setdefault("f", 7), p.f)
print(d.popitem(), d == vars(p), d == dict(d), {**d} == d, d | {"q": 1})
print(sorted(k for k in d), sorted(d.values(), key=str), dict(d) == d.copy())
q = Point(0, 0)
q.__dict__.update(p.__dict__)
print(q.x, q.color, vars(q))
q.__dict__ = {"only": 1}
print(vars(q), q.only)
d.clear()
print(p.__dict__, hasattr(p, "x"), Point.kind)

class Record:
    def __init__(self, **fields):
        self.__dict__.update(fields)
    def __repr__(self):
        return f"Record({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"
    def __eq__(self, other):
        return self.__dict__ == other.__dict__

r = Record(name="a", size=3)
print(r, r == Record(name="a", size=3), r == Record(name="b"))

class Lazy:
    def __getattr__(self, name):
        value = self.__dict__[name] = name.upper()
        return value
lazy = Lazy()
print(lazy.abc, lazy.__dict__, lazy.abc)

class Slotted:
    __slots__ = ("a",)
try: Slotted().__dict__
except AttributeError as error: print(error)
try: vars(Slotted())
except TypeError as error: print(error)

class Error(Exception): pass
error = Error("x")
error.code = 5
print(vars(error))
error.__dict__["more"] = 6
print(error.more, error.args)
def function(): pass
function.__dict__["tag"] = 1
print(function.tag, vars(function))
