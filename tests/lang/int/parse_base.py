for text, base in (("ff", 16), ("0xff", 16), ("0xff", 0), ("0b101", 0), ("0o17", 0), ("12", 0), ("012", 0), ("z", 36), ("Z", 36), ("102", 2), ("11", 1), ("11", 37), ("-1f", 16), ("1_f", 16), ("0x", 16), ("0b12", 2)):
    try:
        print(repr(text), base, int(text, base))
    except ValueError as e:
        print(e)
try:
    int(12, 10)
except TypeError as e:
    print(e)
