print("[" + "ab".ljust(5) + "]", "[" + "ab".rjust(5) + "]", "[" + "ab".center(5) + "]", "[" + "abc".center(6) + "]", "ab".ljust(1), "ab".center(7, "*"), "ab".rjust(4, "."))
print("42".zfill(5), "-42".zfill(5), "+4".zfill(4), "abc".zfill(2), "".zfill(3), "--1".zfill(5))
for f in (lambda: "a".ljust(5, "xx"), lambda: "a".center("5"), lambda: "a".rjust(3, 1), lambda: "a".zfill()):
    try:
        f()
    except TypeError as e:
        print(e)
