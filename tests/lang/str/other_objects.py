# Objects that strings ask for something: join, translate, format_map, %, and subclasses.
class Items:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return "abc"[i]
class Table:
    def __getitem__(self, code):
        if code == 97: return "AA"
        if code == 98: return None
        if code == 99: return 0x1F600
        raise LookupError(code)
class Broken:
    def __getitem__(self, code): raise ZeroDivisionError("table")
class Missing(dict):
    def __missing__(self, key): return f"<{key}>"
class Sub(str):
    def upper(self): return "mine"
    def __radd__(self, other): return ("radd", other)
class Twice(str):
    def __new__(cls, text): return super().__new__(cls, text * 2)
class Reflected:
    def __radd__(self, other): return ("radd", other)
    def __rmul__(self, other): return ("rmul", other)
    def __rmod__(self, other): return ("rmod", other)
    def __eq__(self, other): return "eq"
    def __gt__(self, other): return ("gt", other)
    __hash__ = None
class Format:
    def __format__(self, spec): return f"[{spec}]"
    def __str__(self): return "str"
    def __repr__(self): return "repr"
class Bad:
    def __str__(self): return 5
    def __repr__(self): return 6
    def __format__(self, spec): return 7
print("-".join(Items()), "".join(c for c in "xyz"), "".join({"k": 1}), ",".join(Sub("ab")), type("".join([Sub("a")])), "abcd".translate(Table()), "abcd".translate({97: "x", 98: None, 99: 65}), "abc".translate("xyz" * 40))
print("{a}{b}".format_map(Missing(a=1)), "%(x)s %(y)r" % Missing(x=1), "{0} {0!s} {0!r} {0:x>{1}}".format(Format(), 9), f"{Format()} {Format()!s:>5} {Format():{3}}", "%s %r" % (Format(), Format()))
print(Sub("a") + "b", type(Sub("a") + "b"), Sub("a").upper(), "x" + Sub("y"), Sub("ab")[0], type(Sub("ab")[:]), type(Sub("a").strip()), type(str(Sub("a"))), {Sub("k"): 1}["k"], Sub("a") == "a", Twice("ab"), len(Twice("ab")), Twice("ab") * 2)
print("a" + Reflected(), "a" * Reflected(), 5 % Reflected(), "a" == Reflected(), "a" < Reflected())
print(str.maketrans("ab", "xy", "z"), str.maketrans({"a": 1, 98: "b"}), "aXb".translate(str.maketrans("ab", "12", "X")), str(b"\xc3\xa9", "utf-8"), str(object=5), str(), str(b"x"))
failing = [lambda: "abc".translate(Broken()), lambda: "a".translate({97: 1.5}), lambda: "a".translate({97: 0x110000}), lambda: "a".translate(5), lambda: str.maketrans("a", "bc"), lambda: str.maketrans("a"), lambda: str.maketrans({"ab": 1}),
    lambda: str.maketrans({1.5: 1}), lambda: str.maketrans("a", 5), lambda: "".join([1]), lambda: ",".join(["a", None]), lambda: "".join(5), lambda: str("a", "utf-8"), lambda: str(5, "utf-8"), lambda: str(b"a", 5), lambda: "a".encode("nope"),
    lambda: str(Bad()), lambda: repr(Bad()), lambda: format(Bad()), lambda: f"{Bad()}", lambda: "%s" % Bad(), lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" * 1.5, lambda: "a" * 10**30, lambda: "a" - "b", lambda: 5 in "a",
    lambda: "a" < 1, lambda: "abc".find(None), lambda: "a".replace(1, "b"), lambda: "a".replace("b", None), lambda: "a".center(5, "xy"), lambda: "a".center(5, 5), lambda: "a".split(""), lambda: "a".split(5), lambda: "a".strip(5), lambda: "a".partition(None),
    lambda: "a".startswith(5), lambda: "a".startswith(("b", 5)), lambda: "a".endswith(["a"]), lambda: "a".removeprefix(None), lambda: "a".index("b"), lambda: "a".zfill("x"), lambda: "abc".count("a", "b"), lambda: format(5, 5), lambda: "a".__format__(None)]
for f in failing:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class Neither:
    def __add__(self, other): return NotImplemented
    __radd__ = __mul__ = __rmul__ = __add__
n = Neither()
for f in (lambda: "a" + n, lambda: b"a" + n, lambda: [1] + n, lambda: (1,) + n, lambda: bytearray(b"a") + n, lambda: n + "a", lambda: "a" * n, lambda: n * [1], lambda: 5 * n, lambda: bytearray(b"a") * n):
    try:
        print(f())
    except TypeError as e:
        print(e)
