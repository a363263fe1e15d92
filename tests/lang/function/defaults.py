def f(a, b=2, *, c=3, d):
    return a, b, c, d

print(f(1, d=4), f(1, 5, d=6), f(b=1, a=0, d=9, c=7))
def grow(x, seen=[]):
    seen.append(x)
    return seen
print(grow(1), grow(2), grow(3, []), grow(4))
n = 5
def late(x=n):
    return x, n
n = 10
print(late(), late(1))
def make(i):
    print("default for", i)
    return i
def g(a=make(1), b=make(2)):
    return a + b
print(g(), g(10), g.__defaults__, f.__defaults__, f.__kwdefaults__)
print((lambda x, y=3: x * y)(2), (lambda *a, **k: (a, k))(1, 2, z=3))
