class C:
    def __init__(self, n): self.n = n
    def get(self, plus=0): return self.n + plus
a, b = C(1), C(2)
m = a.get
print(m(), m(5), a.get == a.get, a.get is a.get, a.get == b.get, m.__self__ is a, m.__func__ is C.get, C.get(a, 3), [x.get() for x in (a, b)], list(map(C.get, [a, b])))
a.n = 10
print(m(), hash(a.get) == hash(a.get), {a.get: "v"}[a.get])
a.get = lambda: "own"
print(a.get(), b.get(), m())
append = [].append
l = []
push = l.append
push(1); push(2)
print(l, "abc".upper(), list(map("-".join, [["a", "b"], ["c"]])), type(m).__name__, type(push).__name__, type(len).__name__, type(list.append).__name__)
C.twice = lambda self: self.n * 2
print(a.twice(), b.twice())
try:
    m.x = 1
except AttributeError as e:
    print(e)
