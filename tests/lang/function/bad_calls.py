def f(a, b, c=3): pass
def g(*, key): pass
def h(a, /, b): pass
def none(): pass
def kw(a, *, x, y): pass
def star(a, *rest): pass
def many(a, b, c, d): pass
class K:
    def __init__(self, x): pass
    def m(self, y): pass

for call in (lambda: f(), lambda: f(1), lambda: f(1, 2, 3, 4), lambda: f(1, 2, z=1), lambda: f(1, a=2, b=3), lambda: f(1, 2, 3, c=4),
             lambda: g(), lambda: g(1), lambda: g(1, key=2), lambda: h(a=1, b=2), lambda: h(1), lambda: none(1), lambda: none(x=1),
             lambda: kw(1), lambda: kw(1, x=2), lambda: kw(), lambda: star(), lambda: many(), lambda: many(1), lambda: many(1, 2, 3), lambda: K(), lambda: K(1, 2),
             lambda: K(1).m(), lambda: K(1).m(1, 2), lambda: K(x=1, y=2), lambda: K.m(), lambda: f(*5), lambda: f(**5), lambda: f(*[1], **{"a": 1}), lambda: f(**{1: 2}),
             lambda: (lambda x: x)(), lambda: f(1, 2, 3, 4, z=5), lambda: f(1, **{"b": 1}, **{"b": 2})):
    try:
        call()
    except TypeError as e:
        print(e)
