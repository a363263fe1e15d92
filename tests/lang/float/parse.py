for text in ("1", "1.", ".5", "-.5e3", "1e5", "1E-5", "+3.25", " 2.5\n", "1_000.5", "1e400", "-1e400", "1e-400", "inf", "-nan", "infinity", "0x1p3", "", ".", "e5", "1e", "1..2", "abc", "1__0.0"):
    try:
        print(repr(text), float(text))
    except ValueError as e:
        print(e)
for bad in (None, [], {}):
    try:
        float(bad)
    except TypeError as e:
        print(e)
print(float(), float(5), float(True), float(2**70))
