def f(a: int, b: "str" = "x", *args: float, c: list[int] = None, **kw: dict) -> bool | None:
    x: int = 5
    y: str
    return x
print(f(1), f.__annotations__)
z: int = 3
w: "not evaluated"
print(z, __annotations__)
class C:
    a: int
    b: str = "b"
    def m(self) -> "C": return self
print(C.b, C.__annotations__, C().m().b, C.m.__annotations__)
try: w
except NameError as e: print(e)
def g[T](x: T) -> T: return x
class Box[T]:
    def __init__(self, v: T): self.v = v
print(g(5), Box(3).v)
(p): int = 1
c = C()
c.attr: int = 7
l = [0]
l[0]: int = 9
print(p, c.attr, l)
