class A:
    n = 1
    def __init__(self, v=0): self.v = v
    @classmethod
    def make(cls, v): return cls(v)
    @classmethod
    def bump(cls):
        cls.n += 1
        return cls.n
    @staticmethod
    def add(a, b): return a + b
    plain = staticmethod(len)
class B(A): pass
print(A.make(3).v, type(B.make(1)).__name__, A.add(1, 2), A().add(3, 4), B.bump(), A.n, B.n, A().bump(), A.plain("abc"), A().plain("ab"), A.make.__name__, A.make.__self__ is A, A.add.__name__)
for f in (lambda: A.make(), lambda: A.add(1), lambda: A().make(1, 2)):
    try: f()
    except TypeError as e: print(e)
@staticmethod
def free(x): return x * 2
print(free(4))
