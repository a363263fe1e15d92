# What int(), operators and arguments make of objects that are only nearly integers.
class Index:
    def __index__(self): return 3
class BadIndex:
    def __index__(self): return 1.5
class Int:
    def __int__(self): return 17
class BadInt:
    def __int__(self): return "17"
class Trunc:
    def __trunc__(self): return Index()
class Sub(int):
    def __repr__(self): return "Sub!"
    def __add__(self, other): return ("add", other)
    def __radd__(self, other): return ("radd", other)
class Made(int):
    def __new__(cls, a, b): return super().__new__(cls, a + b)
class Reflected:
    def __radd__(self, other): return ("radd", other)
    def __rpow__(self, other, mod=None): return ("rpow", other)
    def __rdivmod__(self, other): return ("rdivmod", other)
    def __rlshift__(self, other): return ("rlshift", other)
    def __gt__(self, other): return ("gt", other)
print(int(Index()), int(Int()), float(Index()), hex(Index()), oct(Index()), bin(Index()), "abcdef"[Index()], "ab" * Index(), bytes(Index()), round(1.23456, Index()), chr(Index()))
print(Sub(5), str(Sub(5)), f"{Sub(5)} {Sub(5):3}", "%d %s" % (Sub(5), Sub(5)), Sub(5) + 1, 1 + Sub(5), Sub(5) * 2, int(Sub(5)), +Sub(5), type(+Sub(5)), Sub(5) == 5, {Sub(5): 1}[5])
print(Made(1, 2), Made(1, 2).bit_length(), type(Made(2, 3).real), Sub.from_bytes(b"\x05"), type(Sub.from_bytes(b"\x05")))
print(5 + Reflected(), 2**100 + Reflected(), 5 ** Reflected(), divmod(5, Reflected()), 5 << Reflected(), 5 < Reflected())
for f in (lambda: int(BadInt()), lambda: hex(BadIndex()), lambda: [1][BadIndex()], lambda: int(object()), lambda: 5 - Reflected(), lambda: round(5, 1.5), lambda: int("5", Index()), lambda: int(5, 10),
          lambda: int(base=10), lambda: int("5", 1), lambda: int("5", 2**70), lambda: int.__new__(bool, 5), lambda: int.__new__(str), lambda: int.__add__("a", 1), lambda: (5).__format__(3), lambda: pow(2, 3, 1.5),
          lambda: pow("a", 2, 3), lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: abs("x"), lambda: round("x"), lambda: divmod("x", 1), lambda: ord("ab"), lambda: ord(5), lambda: chr(-1), lambda: chr(2**21), lambda: 0 ** -1):
    try:
        print(f())
    except (TypeError, ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
for base in (0, 2, 8, 10, 16, 36):
    for text in ("0", "10", " +7 ", "-0x1f", "0b11", "0o17", "017", "z", "1_0", "1__0", "_1", "", "-", "٣", "1e3"):
        try:
            print(int(text, base), end=" ")
        except ValueError as e:
            print(str(e)[18:], end=" ")
    print()
for f in (lambda: 1 << 10**20, lambda: 7 << -1, lambda: 7 >> -(10**20), lambda: (5).to_bytes(-1), lambda: (300).to_bytes(1), lambda: (-1).to_bytes(4), lambda: (1).to_bytes(4, "middle")):
    try:
        print(f())
    except (MemoryError, OverflowError, ValueError) as e:
        print(type(e).__name__, e)
print(7 >> 10**20, -7 >> 10**20, 0 << 10**20, (-1) ** 10**20, 1 ** 10**20, 0 ** 10**20, pow(3, 10**20, 1000))
