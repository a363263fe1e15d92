def a(x=1, y): pass
def b(*): pass
def c(**k, x): pass
def d(*a, *b): pass
def e(/, x): pass
def f(x, (y, z)): pass
def g(x=): pass
def h(x y): pass
