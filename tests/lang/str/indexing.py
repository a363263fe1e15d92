s = "hello, wörld"
print(s[0], s[-1], s[8], s[-5], len(s))
print(s[1:4], s[:5], s[7:], s[:], s[-5:], s[:-5], s[::2], s[::-1], s[10:2:-3], s[5:5], s[9:3])
print(s[-100:100], s[100:], s[:-100], s[2:10:100], "abc"[True], "x"[-1:])
for f in (lambda: s[50], lambda: s[-50], lambda: ""[0], lambda: s["a"], lambda: s[1.0], lambda: s[::0], lambda: s[None]):
    try:
        print(f())
    except (IndexError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    s[0] = "H"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
