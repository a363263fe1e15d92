b = b"hello\x00\xff"
print(b, len(b), b[0], b[-1], b[1:3], b[::-1], list(b), b"a" + b"b", b"ab" * 2, 104 in b, b"ell" in b, b == b"hello\x00\xff")
print(bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(b"x"), bytes(), b"\x41\n\t\\'", b'"\'', bytes(range(3)))
for f in (lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes("a"), lambda: bytes(-1), lambda: b"a" + "b", lambda: b[50], lambda: bytes([1.5]), lambda: b"a" < "a", lambda: "a" in b):
    try:
        print(f())
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
try:
    b[0] = 1
except TypeError as e:
    print(e)
