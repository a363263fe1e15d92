def f(x): return g(x) + g(x - 1)
def g(x): return 10 // x
f(1)
