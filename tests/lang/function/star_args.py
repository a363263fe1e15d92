def f(*args, **kwargs):
    return args, kwargs

print(f(), f(1, 2), f(a=1), f(1, *[2, 3], 4, **{"x": 5}, y=6), f(*"ab", *range(2)), f(**{"a": 1}, **{"b": 2}), f(*(), **{}))
def g(a, *rest, key=None, **more):
    return a, rest, key, more
print(g(1), g(1, 2, 3), g(1, key=2), g(1, 2, key=3, other=4), g(*[1, 2], **{"key": 5}), g(a=1, b=2))
def h(a, /, b, *, c):
    return a, b, c
print(h(1, 2, c=3), h(1, b=2, c=3))
def k(a, /, **kw):
    return a, kw
print(k(1, a=2), k(1))
args = (1, 2)
kwargs = {"z": 1}
got_args, got_kwargs = f(*args, **kwargs)
got_kwargs["new"] = 1
print(got_args is args or got_args == args, kwargs)
print(print.__name__, max(*[3, 9, 2]), dict(**{"a": 1}, b=2), [*f(1, 2)[0], *[3]])
