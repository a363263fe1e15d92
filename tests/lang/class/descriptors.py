class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return getattr(obj, self.name, None)
    def __set__(self, obj, v):
        if not isinstance(v, self.kind): raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}")
        setattr(obj, self.name, v)
class P:
    x = Typed(int)
    s = Typed(str)
p = P()
print(p.x, P.x.name)
p.x = 5
p.s = "a"
print(p.x, p.s, vars(p))
try: p.x = "no"
except TypeError as e: print(e)
class NonData:
    def __get__(self, obj, owner): return ("got", obj is not None, owner.__name__)
class Q:
    n = NonData()
q = Q()
print(q.n, Q.n)
q.n = "own"
print(q.n, Q.n)
class Deleter:
    def __delete__(self, obj): print("deleted")
    def __set__(self, obj, v): print("set", v)
class W: d = Deleter()
w = W()
w.d = 1
del w.d
print(P.__dict__["x"] is P.x, "x" in P.__dict__, type(Q.__dict__).__name__)
