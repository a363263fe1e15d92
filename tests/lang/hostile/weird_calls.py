class C:
    def __call__(self, *a, **k): return a, k
print(C()(*[1], **{"x": 2}), (lambda *a: a)(*(x for x in "ab")), (lambda **k: k)(**{"a b": 1}))
class M:
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k * 2
print((lambda **k: k)(**M()), {**M()}, dict(M()))
class Bad:
    def keys(self): raise ValueError("keys failed")
try: (lambda **k: k)(**Bad())
except ValueError as e: print(e)
def f(a, b): return a, b
args = [1, 2]
print(f(*args), f(*args[:1], *args[1:]), f(*iter(args)), f(**{"a": 1, "b": 2}))
try: f(*args, *args)
except TypeError as e: print(e)
try: f(**{"a": 1}, **{"a": 2})
except TypeError as e: print(e)
def defaults(x=[]):
    x.append(len(x))
    return x
defaults.__defaults__ = ([9],)
print(defaults(), defaults())
def kw(*, a=1): return a
kw.__kwdefaults__ = {"a": 2}
print(kw())
print(int.__add__(1, 2), str.join(",", "ab"), list.append([], 1), (5).__add__(6), "a".__class__("b"), type("X", (), {})().__class__.__name__)
try: int.__add__("a", 1)
except TypeError as e: print(e)
try: list.append(5, 1)
except TypeError as e: print(e)
many = {f"k{i}": i for i in range(300)}
print(len((lambda **k: k)(**many)), sum((lambda *a: a)(*range(1000))))
