class Bytes:
    def __bytes__(self): return b"<bytes>"
class NoBytes:
    def __bytes__(self): return "text"
print(b"%s %b %a %r" % (b"x", bytearray(b"y"), "é", [1]), b"%d|%5d|%-5d|%05d|%+d" % (1, 2, 3, 4, 5), b"%x %X %#o" % (255, 255, 8))
print(b"%c%c" % (65, b"b"), b"%.2f %e %g" % (1.005, 12345.678, 1e-5), b"%5s|%-5s|%.1s" % (b"a", b"b", b"cd"), b"100%%" % (), b"\xff%d\xfe" % 5)
print(b"%(k)s-%(n)03d" % {b"k": b"v", b"n": 7}, b"%s" % Bytes(), bytearray(b"%d") % 5, type(bytearray(b"%d") % 5), b"%*d" % (4, 2))
for f in (
    lambda: b"%s" % "text", lambda: b"%b" % 5, lambda: b"%c" % 300, lambda: b"%c" % "a", lambda: b"%c" % b"ab", lambda: b"%y" % 5, lambda: b"%d" % "5",
    lambda: b"%(k)s" % {"k": b"v"}, lambda: b"%d %d" % (1,), lambda: b"%d" % (1, 2), lambda: b"%s" % NoBytes(), lambda: b"%" % 1, lambda: b"%d" % b"5",
):
    try:
        print(f())
    except (TypeError, ValueError, KeyError, OverflowError) as e:
        print(type(e).__name__, e)
