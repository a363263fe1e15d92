print("ab" + "cd", "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "" + "", "x" * True)
s = ""
for i in range(5):
    s += str(i)
print(s, len(s * 1000))
for f in (lambda: "a" + 1, lambda: "a" + None, lambda: "a" * "b", lambda: "a" * 1.5, lambda: "a" - "b", lambda: 1 + "a", lambda: "a" + b"b", lambda: b"a" + "b"):
    try:
        f()
    except TypeError as e:
        print(e)
