"""How long code takes: never what, only that it ran."""

import timeit
n = [0]
def f(): n[0] += 1
print(timeit.timeit(f, number=10) >= 0, n, len(timeit.repeat('x += 1', 'x = 0', repeat=3, number=5)))
def g(a): return a * 2
print(timeit.timeit('g(3)', globals=globals(), number=100) < 5, timeit.timeit('for i in range(3):\n    x = i\n    y = x', number=2) >= 0, timeit.Timer('sum(range(10))').timeit(10) >= 0)
print(timeit.timeit(setup='import sys', stmt='sys', number=3) >= 0, timeit.default_timer() > 0)
try: timeit.Timer(3)
except ValueError as e: print(e)
calls = iter(range(100))
print(timeit.timeit('pass', timer=lambda: next(calls), number=3), timeit.Timer(lambda: None, setup=lambda: n.append(5)).repeat(2, 1)[0] >= 0, n)
