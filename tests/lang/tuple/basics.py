t = (1, "a", 2.5)
print(t, len(t), t[0], t[-1], t[1:], t[::-1], t + (3,), t * 2, (1,), (), tuple(), tuple("ab"), tuple([1, 2]), 1 in t, t.index("a"), t.count(1))
print((1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, 2) == [1, 2], hash((1, 2)) == hash((1, 2)), {(1, 2): "v"}[1, 2], t is tuple(t))
a = 1, 2
b = 3,
print(a, b, type(b).__name__, (5), (5,), ((),), ((1, 2), (3, (4,))))
for f in (lambda: t[5], lambda: t["x"], lambda: t + [1], lambda: t * "x", lambda: t.index(99), lambda: hash(([],)), lambda: (1, 2) < (1, "x"), lambda: (1, 2) < 5, lambda: t.append(1), lambda: tuple(5)):
    try:
        f()
    except (IndexError, TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
def put():
    t[0] = 1
def cut():
    del t[0]
for f in (put, cut):
    try:
        f()
    except TypeError as e:
        print(e)
