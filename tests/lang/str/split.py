print("a b  c".split(), " a b ".split(), "a b  c".split(" "), "".split(), "".split(","), ",".split(","), "a,b,c".split(",", 1), "a b c d".split(None, 2))
print("a,b,c".rsplit(",", 1), "  a b c  ".rsplit(None, 1), "abc".split("b"), "a--b--c".split("--"), "a\tb\nc".split())
print("one\ntwo\r\nthree\rfour".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\x0bb\x0cc\x1cd\u2028e".splitlines())
print("key=value=x".partition("="), "novalue".partition("="), "a.b.c".rpartition("."), "none".rpartition("."))
for f in (lambda: "a".split(""), lambda: "a".partition(""), lambda: "a".split(1), lambda: "a".rsplit("")):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print("a b c".split(maxsplit=1), "a,b".split(sep=","))
