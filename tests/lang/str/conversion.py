class A:
    def __str__(self): return "str of A"
    def __repr__(self): return "repr of A"
class B:
    def __repr__(self): return "repr of B"
class C:
    def __str__(self): return 5
print(str(A()), repr(A()), [A()], f"{A()} {A()!r} {A()!s}", "%s %r" % (A(), A()))
print(str(B()), repr(B()), {"k": B()}, (B(),))
try:
    str(C())
except TypeError as e:
    print(e)
print(str(), str(1.5), str(None), str([1, "a"]), str(b"ab"), str(b"ab", "utf-8"), repr(str), str(object).startswith("<class"))
print(repr([1, "two", 3.0, None, True, (4,), {"k": [5]}, {6}, b"x"]))
