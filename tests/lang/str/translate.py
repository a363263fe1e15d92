table = str.maketrans("abc", "xyz")
print("aabbcc-d".translate(table), "hello".translate(str.maketrans("", "", "l")), "abc".translate({97: "AA", ord("b"): None}))
print("abc".translate(str.maketrans({"a": "1", "b": None})), str.maketrans("a", "b"))
try:
    str.maketrans("ab", "c")
except ValueError as e:
    print(e)
