print(type(5), type("a"), type(None), type([]), type({}), type(()), type(set()), type(lambda: 0), type(len), type(range(1)), type(type), type(NotImplemented), type(...), type(b""), type(1.5), type(True), type(frozenset()), type(iter([])), type(x for x in []), type(Exception), type(slice(1)), type(zip()), type(print), type({}.keys()))
T = type("T", (int,), {"double": lambda self: self * 2})
print(T(4).double(), T(5) + 1, isinstance(T(1), int), T.__mro__[1], T.__name__, T(3) == 3, hash(T(3)) == hash(3), {T(1): "a"}[1], [10, 20][T(1)], f"{T(7):03d}", repr(T(9)), "ab" * T(2))
class F(float):
    def __repr__(self): return f"F({float(self)})"
print(F(1.5), [F(2)], F(1) + 1, F("2.5"), isinstance(F(1), float), round(F(2.567), 1), F(3) == 3)
class L(list):
    pass
class D(dict):
    pass
class Tup(tuple):
    pass
print(L("ab"), D(a=1), Tup((1, 2)), L() == [], D() == {}, Tup() == (), type(L() + [1]).__name__, type(Tup()[:]).__name__, bool(L()), len(D(a=1)))
for f in (lambda: type("X", 5, {}), lambda: type("X", (), 5), lambda: type(1, (), {}), lambda: type(), lambda: type(1, 2)):
    try: f()
    except TypeError as e: print(e)
