class A:
    def __init__(self): self.x = 1
    def m(self): pass
a = A()
def put(): (5).x = 1
def cut(): del a.nope
for f in (lambda: a.y, lambda: A.y, lambda: a.m.y, lambda: a.x(), lambda: a(), lambda: A.m(), lambda: a.m(1), lambda: a[0], lambda: len(a), lambda: a + 1, lambda: a < a, lambda: [v for v in a], lambda: 1 in a, lambda: -a, lambda: a.x.y, put, cut, lambda: A(1), lambda: int(a), lambda: object().x, lambda: object(1), lambda: next(a), lambda: abs(a), lambda: round(a), lambda: a @ a, lambda: hash([]), lambda: a.__nope__):
    try:
        f()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
try:
    object().x = 1
except AttributeError as e:
    print(e)
