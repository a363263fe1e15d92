for i, c in enumerate("abc"):
    print(i, c, end="; ")
print()
print(list("héllo"), tuple("ab"), sorted("hello"), sorted(set("mississippi")), list(reversed("abc")), "".join(reversed("abc")))
print(dict.fromkeys("abca", 0), list(zip("ab", "xyz")), [c.upper() for c in "abc" if c != "b"], list(map(ord, "az")))
a, b, c = "xyz"
print(a, b, c, *"hi", [*"ab", *"cd"])
first, *rest = "hello"
print(first, rest, "".join(rest), max("hello"), all("abc"), any(""), sum(c == "l" for c in "hello"))
