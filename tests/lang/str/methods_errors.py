s = "abc"
for f in (lambda: s.nope, lambda: s.upper(1), lambda: s.split(",", "x"), lambda: s.join(), lambda: s.center(), lambda: s.encode(5), lambda: s.foo(), lambda: str.upper(5), lambda: str.upper(), lambda: s.replace("a", "b", "c"), lambda: s(1)):
    try:
        f()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
try:
    s.attr = 1
except AttributeError as e:
    print(e)
print(str.upper("abc"), str.join("-", ["a", "b"]), list(map(str.strip, [" a ", "b "])), "abc".__len__(), "abc".__contains__("b"), "a".__add__("b"))
