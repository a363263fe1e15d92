class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *more, **kw): return self.n + x + sum(more) + sum(kw.values())
a = Adder(10)
print(a(1), a(1, 2, 3), a(1, k=5), callable(a), list(map(a, [1, 2])), sorted([3, 1], key=Adder(0)))
class Once:
    inst = None
    def __new__(cls, *args):
        print("new", args)
        if cls.inst is None: cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self, v):
        print("init", v)
        self.v = v
x, y = Once(1), Once(2)
print(x is y, x.v)
class Other:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(Other())
class BadInit:
    def __init__(self): return 5
try: BadInit()
except TypeError as e: print(e)
class UpperStr(str):
    def __new__(cls, s): return super().__new__(cls, s.upper())
class Even(int):
    def __new__(cls, v): return super().__new__(cls, v // 2 * 2)
    def half(self): return self // 2
print(UpperStr("abc"), Even(7), Even(7) + 1, Even(9).half(), type(Even(4) + 1).__name__)
class Inst:
    def __init__(self): self.__call__ = lambda: "instance"
try: Inst()()
except TypeError as e: print(e)
