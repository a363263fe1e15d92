"""Strings added to again and again, and two that go on from the same beginning."""

s = ""
t = None
for i in range(3000):
    s += "ab" if i % 2 else "é"
    if i == 1500:
        t = s
u = t + "x"
v = t + "y"
w = t + "zz"
print(len(s), len(t), u[-3:], v[-3:], w[-3:], s[:5], s[-4:], hash(s) == hash("".join(s)))
print(s == "".join(["ab" if i % 2 else "é" for i in range(3000)]), t == s[: len(t)])
d = {s: 1, u: 2}
print(d["".join(s)], d[t + "x"])
