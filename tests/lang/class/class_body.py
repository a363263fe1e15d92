x = 10
class A:
    x = x + 1
    y = [x, x * 2]
    for i in range(3): pass
    if y: z = "conditional"
    def f(): return "plain function"
    g = f()
    class Inner:
        v = "inner"
        def outer_name(self): return A.z
    __private = "mangled"
    def get(self): return self.__private
    a: int = 5
    b: str
print(A.x, A.y, A.i, A.z, A.g, A.Inner.v, A.Inner().outer_name(), A().get(), A._A__private, A.a, hasattr(A, "b"), A.__annotations__ if hasattr(A, "__annotations__") else None, x)
try: A.__private
except AttributeError as e: print(e)
class Empty: ...
class Doc: "just a doc"
print(Empty.__doc__, Doc.__doc__, Doc.__module__, Empty.__qualname__, A.Inner.__qualname__, Empty().__class__ is Empty)
B = type("B", (A,), {"w": 7, "m": lambda self: self.w})
print(B.__name__, B().m(), B.x, B.__bases__ == (A,))
class S:
    __slots__ = ("p", "q")
s = S()
s.p = 1
print(s.p)
for f in (lambda: setattr(s, "r", 1), lambda: s.q):
    try: f()
    except AttributeError as e: print(e)
