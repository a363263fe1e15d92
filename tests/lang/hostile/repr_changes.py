class R:
    def __init__(self, action): self.action = action
    def __repr__(self):
        self.action()
        return "R"
l = [1, R(lambda: l.clear()), 3]
print(l, l)
l = [R(lambda: l.append("x") if len(l) < 4 else None), 2]
print(l)
d = {1: R(lambda: None), 2: R(lambda: d.__setitem__(1, "changed"))}
print(d, d)
class Noisy:
    def __repr__(self): return "line1\nline2\t\0"
print([Noisy()] != [], len(str([Noisy()])))
class Sub(str):
    def __repr__(self): return "sub!"
    def __str__(self): return "str!"
s = Sub("x")
print(s, [s], f"{s}", f"{s!r}", "%s %r" % (s, s), str(s), "-".join([s, s]), s + "y")
class NotStr:
    def __repr__(self): return b"bytes"
    def __str__(self): return None
for f in (repr, str, print, lambda x: f"{x}", lambda x: "%s" % x, lambda x: "{}".format(x), lambda x: [x].__repr__()):
    try: f(NotStr())
    except TypeError as e: print(e)
