b = b"Hello, World"
print(b.upper(), b.lower(), b.find(b"World"), b.find(87), b.count(b"l"), b.replace(b"l", b"L"), b.split(b", "), b" x ".strip(), b.startswith(b"He"), b.endswith(b"ld"), b",".join([b"a", b"b"]))
print(b.hex(), b.hex(" "), bytes.fromhex("48 65 6c"), b.decode(), b"a\nb".splitlines(), b"ab".rjust(4), b"12".isdigit(), b.index(b"o"), b.partition(b","), b"a-b".translate(None, b"-"))
for f in (lambda: bytes.fromhex("4"), lambda: bytes.fromhex("zz"), lambda: b.index(b"zz"), lambda: b.join(["a"]), lambda: b.find("H")):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(b"%d %s" % (5, b"x"), hash(b"ab") == hash(b"ab"), {b"k": 1}[b"k"], sorted([b"b", b"a", b"B"]), b"a" < b"b")
