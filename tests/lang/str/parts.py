"""Parts of strings, ASCII or not, and what is done with them: their lengths and places must be those of characters."""


def show(*texts):
    for text in texts:
        print(ascii(text), len(text), [ascii(c) for c in text], ascii(text[::-1]), ascii(text[-1:]))


wide = "é|日本|\U0001f600x|"
show(*wide.split("|"))
show(*wide.rsplit("|", 1))
show(*wide.split("|", 2))
show(*"a|bc||d".split("|"))
show(*"a--b--".split("--"), *"--".split("--"), *"".split("--"))
show(*("日--本-" * 3).split("--"))
print([len(part) for part in ("x" * 70 + "<>" + "é" * 70 + "<>").split("<>")])
print("a<>b<>c".split("<>", 0), "a<>b<>c".split("<>", 1), "a<>b<>c".split("<>", 5))
show(*wide.partition("|"), *wide.rpartition("|"), *wide.partition("?"))
show(*"é\n日\r\nx".splitlines(), *"é\n日\r\nx".splitlines(True))
show(wide[:1], wide[2:4], wide[1:6], wide[5:], "abc"[1:], "abc"[5:])
part = wide[2:5]
print({part: 1}["日本|"], hash(part) == hash("日本|"), part == "日本|", part + "!", part.find("|"))

# What strip takes away.
for text in ["  a b \t\n", "\x1c\x1da\x1e\x1f", "\u3000 a \xa0", "\u2003", "   ", "", "é ", " é", "\x85x\x85 "]:
    show(text.strip(), text.lstrip(), text.rstrip())
for text, letters in [("xxaxx", "x"), ("éaé", "é"), ("日a本", "本日"), ("abcba", "ab"), ("aaa", "a"), ("éxé", "x"), ("abc", "")]:
    show(text.strip(letters), text.lstrip(letters), text.rstrip(letters))

# Places and replacements.
for text in ["", "abcabc", "aaaa", "日本日本", "é" * 40 + "needle" + "é" * 40, "needle" * 20]:
    for needle in ["", "a", "aa", "bc", "本", "本日", "needle", "é"]:
        print(text.find(needle), text.rfind(needle), text.count(needle), needle in text, text.find(needle, 2), text.count(needle, 1, 4), end="; ")
        print(*(ascii(text.replace(needle, new, limit))[:60] for new in ["", "-", "né", needle] for limit in [-1, 0, 1, 2]))
print("x".replace("x", "yy"), "".replace("", "y"), "ab".replace("", "-"), "ab".replace("", "-", 2), "é日".replace("", "-"))

# Joining.
print(ascii("é".join(["a", "日", ""])), "".join([]), "-".join(["x"]), ",".join(("a", "b")), "".join("é日"), ", ".join(str(n) for n in range(4)))
print(len("日".join(["é"] * 3)), "--".join("ab")[2:4])


class Text(str):
    def __str__(self):
        return "str!"


print("-".join([Text("a"), Text("b")]), type("-".join([Text("a")])).__name__, Text("a|b").split(Text("|")), Text("-").join("xy"))
print([type(part).__name__ for part in Text("a-b").partition(Text("-"))])
for wrong in [["a", 1], [None], ["a", b"b"], 5, "ab"]:
    try:
        print("-".join(wrong))
    except TypeError as error:
        print(error)
for text, prefix in [("abc", "ab"), ("abc", ""), ("é", "é"), ("", ""), ("", "x"), ("abc", ("x", "a")), ("abc", ())]:
    print(text.startswith(prefix), text.endswith(prefix), text.startswith(prefix, 1), text.startswith(prefix, 0, 1), text.startswith(prefix, 9))

# Slices of ASCII strings and of others, within and beyond their ends.
for text in ["abcdef", "aé日\U0001f600ef", "", "x"]:
    print(*(ascii(text[start:stop]) for start in [None, 0, 2, -2, -9, 9, 2**70] for stop in [None, 0, 3, -1, -9, 9, -(2**70), True]))
    print(text[::2] == text[0:9:2], ascii(text[3:1]), ascii(text[-1:0:-1]), text[:] is text, text[slice(None)] == text)
print(Text("abc")[:2], type(Text("abc")[:]).__name__)
for wrong in [lambda: "abc"["a":], lambda: "abc"[:1.5], lambda: "abc"[::0], lambda: "é"[1:"x"]]:
    try:
        print(wrong())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Index:
    def __index__(self):
        return 2


print("abcdef"[Index():], "abcdef"[:Index()], "日本語"[Index():])
