# Each method on each of some bytes; bytearrays answer the same, as bytearrays.
samples = [b"", b"a", b"abc abc", b" a  b ", b"aXbXc", b"A\tb\n c\r\n", b"Hello World", b"12", b"\xff\xfe\xe9", b"-7", b"a\x0bb\x1cc\x85d"]
calls = [
    lambda b: (b.lower(), b.upper(), b.title(), b.capitalize(), b.swapcase()),
    lambda b: (b.isalpha(), b.isdigit(), b.isalnum(), b.isspace(), b.islower(), b.isupper(), b.istitle(), b.isascii()),
    lambda b: (b.strip(), b.lstrip(), b.rstrip(), b.strip(b"ac"), b.removeprefix(b"a"), b.removesuffix(b"c")),
    lambda b: (b.split(), b.rsplit(), b.split(None, 1), b.rsplit(None, 1), b.splitlines(), b.splitlines(True)),
    lambda b: (b.split(b"b"), b.split(b"b", 1), b.rsplit(b"X", 1), b.partition(b"b"), b.rpartition(b"b")),
    lambda b: (b.center(9), b.center(10, b"."), b.ljust(9, b"*"), b.rjust(9), b.zfill(6), b.expandtabs(3)),
    lambda b: (b.find(b"b"), b.rfind(b"b"), b.find(b""), b.rfind(b""), b.count(b"b"), b.count(b""), b.find(98, 1, -1), b.find(b"", 5)),
    lambda b: (b.replace(b"b", b"ZZ"), b.replace(b"", b"-"), b.replace(b"", b"-", 2), b.replace(b"a", b"", 1)),
    lambda b: (b.startswith(b"a"), b.endswith((b"b", b"c")), b.startswith(b"", 3), b.startswith(b"", 30)),
    lambda b: (b.hex(), b.hex("-", 2), b.hex(":", -3), b.translate(bytes(range(255, -1, -1)), b"a"), b.join([b"x", b"y"])),
    lambda b: (b[1:], b[::2], b[::-1], b[-2:], b[5:1], b[1:5:3], b * 2, b + b"!", 98 in b, b"b" in b, list(b)),
]
for b in samples:
    for call in calls:
        answer = call(b)
        print(answer)
        assert repr(call(bytearray(b))).replace("bytearray(", "").replace("')", "'").replace("\")", "\"") == repr(answer), (b, answer)
print(bytes.maketrans(b"ab", b"xy")[96:100], bytes.fromhex(" 4142 \n43"), bytearray.fromhex("00ff"))
failing = [
    lambda: b"a".replace("a", b"b"), lambda: b"a".count("x"), lambda: b"a".count(300), lambda: b"ab".index(b"x"), lambda: b"ab".startswith(5),
    lambda: b"ab".startswith(("x",)), lambda: b"ab".strip("a"), lambda: b"ab".partition(b""), lambda: b"ab".split(b""), lambda: b"ab".center(5, b"xx"),
    lambda: b"ab".ljust("x"), lambda: b"ab".join("ab"), lambda: b"ab".join(5), lambda: b"ab".translate(b"x"), lambda: bytes.maketrans(b"a", b"bc"),
    lambda: b"ab".hex("é"), lambda: b"ab".hex("--"), lambda: bytes.fromhex("abc"), lambda: bytes.fromhex("a b"), lambda: b"ab" + 5,
    lambda: b"ab"[9], lambda: b"ab"[10**30], lambda: bytes(2**62), lambda: bytes([1, 2, 300]), lambda: bytes(x for x in ["y"]), lambda: b"a" * 10**30,
    lambda: bytes("x", "nope"), lambda: bytes(b"x", "utf-8"), lambda: bytes(1.5), lambda: b"x".decode(5),
]
for f in failing:
    try:
        print(f())
    except (TypeError, ValueError, IndexError, LookupError, OverflowError, MemoryError) as e:
        print(type(e).__name__, e)
