# Which of several wrong arguments is complained of, and numbers that are too large.
def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


attempt(lambda: b"abc".find(300, "x"))
attempt(lambda: b"abc".count(300, None, "x"))
attempt(lambda: b"abc".replace(1, b"x", 2.0))
attempt(lambda: b"abc" % b"x")
attempt(lambda: b"abc" % bytearray(b"x"))
attempt(lambda: b"%s" % b"x")
attempt(lambda: bytes(5, False))
attempt(lambda: bytes(5, "ascii"))
attempt(lambda: bytes("a", "ascii", 1))
for text in ("a", b"a"):
    attempt(lambda: text.center(10**25))
    attempt(lambda: text.ljust(-(10**25), 1.0))
    attempt(lambda: text.zfill(10**25))
    attempt(lambda: text.split(None, 10**25))
    attempt(lambda: text.replace(text, text, 10**25))
attempt(lambda: bytearray(b"a").pop(10**25))
attempt(lambda: bytearray(b"a").insert(10**25, 1))
attempt(lambda: format(1 + 2j, "<020"))
