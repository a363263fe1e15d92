x = "outer"
r = [x for x in range(3)]
print(x, r)
def f():
    y = 10
    r = [y * i for i in range(3)]
    s = [y for y in range(2)]
    fs = [lambda: i for i in range(3)]
    gs = [lambda i=i: i for i in range(3)]
    return r, s, y, [g() for g in fs], [g() for g in gs]
print(f())
def order():
    log = []
    def t(v):
        log.append(v)
        return v
    {t(k): t(v) for k, v in [(1, 2), (3, 4)]}
    [t(("e", i)) for i in [5, 6] if t(("c", i))]
    return log
print(order())
try:
    [1 / z for z in (1, 0)]
except ZeroDivisionError as e:
    print(e)
try:
    print(z)
except NameError as e:
    print(e)
gen = (q for q in range(3))
print(next(gen), list(gen))
base = [1, 2]
lazy = (b * k for b in base for k in base)
base = "never used"
try:
    print(list(lazy))
except TypeError as e:
    print(e)
def g():
    i = 99
    out = [i for i in range(3) if i]
    return out, i
print(g(), [w := 7, w + 1], w)
class C:
    n = 3
    ns = [i for i in range(n)]
print(C.ns, hasattr(C, "i"))
