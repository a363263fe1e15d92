# What built-in functions say of arguments of the wrong kind or size.


def say(call):
    try:
        print(call())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


def take(*args, **kwargs):
    return args, kwargs


for separator in ({}, {1: 2}, 5, None, "ab", b"\xff", "\xe9", ":"):
    say(lambda: b"abc".hex(separator))
for size in (10**25, 2**31, "a", 4):
    say(lambda: "x\ty".expandtabs(size))
    say(lambda: b"x\ty".expandtabs(size))
say(lambda: bytes(10**25))
say(lambda: str(b"", None))
say(lambda: str(b"", "utf-8", None))
say(lambda: bytes("a", None))
say(lambda: take(*None, **{1: 2}))
say(lambda: take(**{1: 2}))
say(lambda: take(**None))
say(lambda: enumerate(start="a"))
say(lambda: enumerate())
say(lambda: enumerate([], start="a"))
say(lambda: list(enumerate(iterable="a", start=2)))
