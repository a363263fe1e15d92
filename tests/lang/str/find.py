s = "the cat and the hat"
print(s.find("the"), s.find("the", 1), s.rfind("the"), s.find("dog"), s.find(""), s.rfind(""), s.find("", 100), s.find("t", -3), s.find("cat", 0, 5))
print(s.index("cat"), s.rindex("at"), s.count("the"), s.count("a"), s.count(""), s.count("aa"), "aaaa".count("aa"), s.count("t", 5, 15))
print(s.startswith("the"), s.startswith("cat", 4), s.startswith(("x", "th")), s.endswith("hat"), s.endswith(("at", "x")), s.endswith("the", 0, 3), s.startswith(""), s.startswith(()))
for f in (lambda: s.index("dog"), lambda: s.rindex("dog"), lambda: s.startswith(1), lambda: s.endswith(["a"]), lambda: s.find(1), lambda: s.count(None)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
