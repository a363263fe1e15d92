print("aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("x", "y"), "abab".replace("ab", ""), "".replace("", "x"), "aaa".replace("aa", "b"), "abc".replace("b", "", -1))
print(repr("  x y \n".strip()), repr("  x ".lstrip()), repr("  x ".rstrip()), "xxhixx".strip("x"), "xyhiyx".strip("xy"), "abc".strip(""), "www.example.com".lstrip("w."), "a.txt".rstrip(".txt"), repr(" \u3000x\u00a0".strip()))
print("TestCase".removeprefix("Test"), "TestCase".removesuffix("Case"), "x".removeprefix("y"), "x".removesuffix("x") == "")
print("a\tb\tc".expandtabs(4), "abc\td".expandtabs(), "\t".expandtabs(0) == "")
print("aaa".replace("a", "b", count=1))
for f in (lambda: "a".replace(1, 2), lambda: "a".replace("a"), lambda: "a".strip(1)):
    try:
        f()
    except TypeError as e:
        print(e)
