class A:
    x = "A.x"
    def __init__(self, v): self.v = v
    @classmethod
    def make(cls, v): return cls(v)
    @staticmethod
    def st(): return "A.st"
    @property
    def p(self): return f"p{self.v}"
    def __repr__(self): return f"{type(self).__name__}({self.v})"
class B(A):
    x = "B.x"
    def __init__(self, v): super(B, self).__init__(v * 2)
    @classmethod
    def make(cls, v): return super().make(v + 1)
    @staticmethod
    def st(): return "B." + A.st()
    @property
    def p(self): return "B" + super().p
    def up(self): return super().x, super(B, B).x
    def inner(self):
        return [super(B, self).x for _ in range(1)], (lambda: super(B, self).p)()
b = B.make(1)
print(b, b.p, b.st(), b.up(), b.inner(), A.make(3))
try:
    super().x
except RuntimeError as e:
    print(e)
class C(A):
    def bad(self): return super().nope
    def closure(self):
        def go(): return super(C, self).p
        return go()
    def implicit(self):
        def go(): return __class__.__name__
        return go()
try:
    C(1).bad()
except AttributeError as e:
    print(e)
print(C(2).closure(), C(2).implicit())
try:
    super(B, 5)
except TypeError as e:
    print(e)
