def f(a, b=2, /, c=3, *, d=4): return a, b, c, d
print(f(1), f(1, 5), f(1, 5, 6), f(1, c=7), f(1, d=8), f(1, 2, c=3, d=4))
def g(x, /, **kw): return x, kw
print(g(1, x=2), g(1))
def h(*args, sep=" ", **kw): return sep.join(map(str, args)), kw
print(h(1, 2, 3), h(1, sep="-", other=1))
for call in (lambda: f(), lambda: f(a=1), lambda: f(1, b=2), lambda: f(1, 2, 3, 4), lambda: f(1, e=5), lambda: f(a=1, b=2), lambda: g(x=1), lambda: f(1, 2, 3, c=4), lambda: f(1, 2, 3, 4, 5)):
    try: print(call())
    except TypeError as e: print(e)
def only_kw(*, a, b, c): pass
for call in (lambda: only_kw(), lambda: only_kw(a=1), lambda: only_kw(1, 2, 3), lambda: only_kw(a=1, b=2, c=3, d=4), lambda: only_kw(1, a=1, b=2, c=3)):
    try: print(call())
    except TypeError as e: print(e)
