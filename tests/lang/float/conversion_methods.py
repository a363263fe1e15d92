# What float(), operators and formats make of other objects, and what floats say of each other.
class Float:
    def __float__(self): return 2.5
class Index:
    def __index__(self): return 3
class BadFloat:
    def __float__(self): return "2.5"
class Sub(float):
    def __repr__(self): return f"Sub({float(self)!r})"
    def __radd__(self, other): return ("radd", other)
class Reflected:
    def __radd__(self, other): return ("radd", other)
    def __rpow__(self, other, mod=None): return ("rpow", other)
    def __lt__(self, other): return ("lt", other)
print(float(Float()), float(Index()), "%.1f" % Float(), "%f" % Index(), float(b" 1.5 "), float(bytearray(b"2")), float(), float(True))
print(Sub(1.5), str(Sub(1.5)), f"{Sub(1.5)} {Sub(1.5):.3f}", Sub(1.5) * 2, 1.0 + Sub(2.5), type(+Sub(1.5)), float(Sub(2.5)), Sub("3.5"), Sub.fromhex("0x1p-1"))
print(1.5 + Reflected(), 2.0 ** Reflected(), 1.5 > Reflected(), 1.5 == Reflected())
for f in (lambda: float(BadFloat()), lambda: float([]), lambda: float("x"), lambda: float(b"x"), lambda: float("1__0"), lambda: float(10**400), lambda: float(x=1), lambda: 1.5 + "a", lambda: 1e308 * 10**400, lambda: 10**400 / 1.5,
          lambda: 2.0 ** 10000, lambda: 0.0 ** -1, lambda: 1.5 // 0, lambda: 1.5 % 0, lambda: divmod(1.5, 0), lambda: 1 / 0.0, lambda: pow(2.0, 3, 5), lambda: round(1.5, "a"), lambda: round(1.7e308, -308), lambda: float.fromhex("zz"),
          lambda: float.fromhex(3), lambda: float.fromhex("0x1p1024"), lambda: float("inf").as_integer_ratio(), lambda: float("nan").__trunc__(), lambda: float.__new__(int), lambda: (1.5).__format__(3), lambda: f"{1.5:d}"):
    try:
        print(f())
    except (TypeError, ValueError, OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__, e, len(e.args))
values = [0.0, -0.0, 0.5, -2.5, 1e16, 1e22, 123456789.125, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf")]
for x in values:
    print(x, x.hex(), float.fromhex(x.hex()) == x, x.is_integer(), hash(x), [round(x, d) for d in (-400, -2, 0, 1, 15, 400)])
    for y in values + [3, -7, 2**53 + 1, 10**30]:
        row = [x + y, x * y, x < y, x == y, y >= x, x - y]
        if y: row += [x / y, x // y, x % y, divmod(x, y)]
        print(row)
nan = float("nan")
print(nan == nan, nan is nan, [nan] == [nan], [nan] == [float("nan")], nan in [nan], nan in [float("nan")], len({nan, float("nan")}), nan < 10**400, float(nan) is nan)
print([(2.0 ** e).as_integer_ratio() for e in (-3, 0, 3, 70)], (0.1).as_integer_ratio(), [int(2.0 ** e) for e in (52, 61, 62, 63, 64, 100)], (-1e300).__int__() == -(10**300))
print(2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 10**400 > 1e308, -(10**400) < float("-inf"), 10**22 == 1e22, 10**23 == 1e23)
