print(abs(-5), abs(-2.5), abs(True), abs(-(2**70)), divmod(17, 5), divmod(-17, 5), divmod(17.5, 5), pow(2, 10), pow(2, -1), pow(2, 10, 1000), pow(base=2, exp=3), pow(2.0, 3), round(2.5), round(3.5), round(2.567, 2), round(1234, -2), round(-2.5))
print(bin(10), bin(-10), hex(255), hex(-255), oct(8), bin(0), hex(2**70), int("101", 2), chr(97), ord("a"), chr(8364), ord("€"), chr(0) == "\0", bool([]), float("1e3"), hash(5))
for f in (lambda: abs("x"), lambda: abs(), lambda: divmod(1), lambda: pow(2), lambda: pow("a", 2), lambda: round(), lambda: bin(1.5), lambda: hex("a"), lambda: oct(None), lambda: chr("a"), lambda: chr(1.5), lambda: ord(5), lambda: ord("abc"), lambda: chr(2**70), lambda: pow(2, 3, 0), lambda: round([], 1)):
    try: print(f())
    except (TypeError, ValueError, OverflowError) as e: print(type(e).__name__, e)
