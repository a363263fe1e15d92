a = [1, 2, 3]
for f in (lambda: a[3], lambda: a[-4], lambda: a["x"], lambda: a[1.0], lambda: a[None], lambda: a + (1,), lambda: a + "x", lambda: a * 1.5, lambda: a * "x", lambda: a < (1,), lambda: a < 5, lambda: list(5), lambda: a.nope, lambda: hash(a), lambda: a(), lambda: -a, lambda: {a: 1}, lambda: list(1, 2)):
    try:
        f()
    except (IndexError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
def put(i):
    a[i] = 0
def cut(i):
    del a[i]
for g in (put, cut):
    for i in (3, -4, "x", None):
        try:
            g(i)
        except (IndexError, TypeError) as e:
            print(type(e).__name__, e)
print(a)
