print((lambda: 5)(), (lambda x: x)(1), (lambda x, y=2, *a, k=3, **kw: (x, y, a, k, kw))(0, 1, 2, k=4, z=5))
f = lambda x: (yield_ := x * 2) + yield_
print(f(3), (lambda x: lambda y: x + y)(1)(2), (lambda *, k: k)(k=9), (lambda x: x if x else "none")(0))
pairs = sorted([(2, "b"), (1, "z"), (2, "a")], key=lambda t: (-t[0], t[1]))
print(pairs, max([3, -5, 2], key=lambda v: abs(v)), (lambda a, /, b: a - b)(5, b=2))
print(type(lambda: 0).__name__, (lambda: (1, 2))(), [*map(lambda s: s[::-1], ["ab", "cd"])])
