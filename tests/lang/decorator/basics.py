def loud(f):
    def wrapper(*args, **kwargs):
        print("call", f.__name__, args, kwargs)
        result = f(*args, **kwargs)
        print("done", result)
        return result
    return wrapper
@loud
def add(a, b=1): return a + b
print(add(1), add(2, b=3))
def times(n):
    print("times", n)
    def deco(f):
        print("decorating", f.__name__)
        return lambda x: [f(x) for _ in range(n)]
    return deco
@times(2)
@times(3)
def square(x): return x * x
print(square(4))
def register(table):
    def deco(f):
        table[f.__name__] = f
        return f
    return deco
table = {}
@register(table)
def one(): return 1
@register(table)
def two(): return 2
print({k: f() for k, f in table.items()}, one())
