class A:
    def f(self): return ["A"]
class B(A):
    def f(self): return ["B"] + super().f()
class C(A):
    def f(self): return ["C"] + super().f()
class D(B, C):
    def f(self): return ["D"] + super().f()
print(D().f(), [c.__name__ for c in D.__mro__], [c.__name__ for c in D.mro()])
class E(C, B): pass
print(E().f())
try:
    class F(D, E): pass
except TypeError as e:
    print(e)
try:
    class G(A, B): pass
except TypeError as e:
    print(e)
try:
    class H(A, A): pass
except TypeError as e:
    print(e)
try:
    class I(5): pass
except TypeError as e:
    print(e)
try:
    class J(bool): pass
except TypeError as e:
    print(e)
try:
    class K(int, str): pass
except TypeError as e:
    print(e)
class Mixin:
    def hello(self): return "hello from " + self.name
class Base:
    def __init__(self, name, **kw):
        super().__init__(**kw)
        self.name = name
class Sized:
    def __init__(self, size=0): self.size = size
class Full(Mixin, Base, Sized): pass
f = Full("n", size=3)
print(f.hello(), f.size)
