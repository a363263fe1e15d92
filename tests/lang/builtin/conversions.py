print(list("ab"), tuple([1]), set([1, 1]), dict(a=1), str(5), int("7"), float("2"), bool("x"), bytes([1]), frozenset([1]), list(), tuple(), str(), dict(), set(), int(), float(), bool(), list({1: 2}), list((x for x in "xy")), dict([(1, 2)]), dict({1: 2}), dict(zip("a", [1])))
print(str([1, "a", None]), repr("a"), ascii("é"), ascii(["ñ"]), format(5, "03"), format("x"), str(1.0), str(10**20), str(True), "%s" % (1,), str(b"a"), str(Exception("m")), str(ValueError), str(len))
print(hash("a") == hash("a"), hash((1, "b")) == hash((1, "b")), hash(1.5) == hash(1.5), hash(None) == hash(None), hash(5), hash(True), hash(2**61 - 1), hash(-(2**61)), hash(print) == hash(print))
for f in (lambda: list(5), lambda: tuple(None), lambda: set(1), lambda: dict([1]), lambda: int("x"), lambda: float("x"), lambda: bytes("x"), lambda: hash([]), lambda: hash({}), lambda: hash((1, [])), lambda: str(1, 2), lambda: list(1, 2), lambda: bool(1, 2), lambda: int(1, 2, 3), lambda: tuple(1, 2), lambda: str(b"a", 5), lambda: float([]), lambda: int(x=1), lambda: list(x=1), lambda: repr()):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
