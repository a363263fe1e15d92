# Which complaint goes first, and which name it offers instead.
def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print(error)


def named(q0, *, size=1):
    return q0, size


def positional(p0, p1=2, /, q=3):
    return p0, p1, q


attempt(lambda: named(q9=1))
attempt(lambda: named(1, sise=2))
attempt(lambda: named(1, other=2))
attempt(lambda: positional(1, other=2, p1=3))
attempt(lambda: positional(p1=3, p0=1, other=2))
attempt(lambda: positional(1, other=2))
attempt(lambda: "a b".split(" ", 1, maxsplit=2))
attempt(lambda: round(1.5, 1, ndigits=2))
attempt(lambda: round(1.5, number=2))
attempt(lambda: str(b"a", "ascii", "strict", errors="ignore"))
attempt(lambda: issubclass(int))
attempt(lambda: issubclass())
