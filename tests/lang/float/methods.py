print((0.5).as_integer_ratio(), (-2.75).as_integer_ratio(), (0.1).as_integer_ratio())
print((2.0).hex(), (0.1).hex(), (-0.0).hex(), float.fromhex("0x1.8p3"), float.fromhex("-0x.1p4"))
print((3.7).__int__(), (3.7).__trunc__(), (-3.7).__floor__(), (-3.7).__ceil__())
print((2.5).conjugate(), (2.5).imag, (1e300).is_integer())
for f in (lambda: float("inf").as_integer_ratio(), lambda: float("nan").as_integer_ratio()):
    try:
        f()
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
