class Memo:
    def __init__(self, f): self.f, self.cache, self.calls = f, {}, 0
    def __call__(self, n):
        if n not in self.cache:
            self.calls += 1
            self.cache[n] = self.f(n)
        return self.cache[n]
@Memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), fib.calls)
def add_repr(cls):
    cls.__repr__ = lambda self: f"{cls.__name__}({vars(self)})"
    return cls
@add_repr
class P:
    def __init__(self): self.x = 1
print(P())
def singleton(cls):
    made = []
    def get(*args):
        if not made: made.append(cls(*args))
        return made[0]
    return get
@singleton
class Config:
    def __init__(self, v): self.v = v
print(Config(1).v, Config(2).v, Config(3) is Config(4))
class Trace:
    def __init__(self, prefix): self.prefix = prefix
    def __call__(self, f):
        def run(*a):
            print(self.prefix, a)
            return f(*a)
        return run
@Trace("->")
def g(x): return x
print(g(7))
class M:
    @Trace("m")
    def method(self_, x): return x * 2
    @staticmethod
    @Trace("s")
    def stat(x): return x
try:
    print(M.stat(3))
    @5
    def bad(): pass
except TypeError as e:
    print(e)
buttons = [Trace("b0")]
@buttons[0]
def pressed(): return "ok"
print(pressed())
