# Caches must notice when a class changes under them.
class A:
    def f(self): return "A.f"
class B(A): pass
b = B()
def call(): return b.f()
out = [call()]
A.f = lambda self: "new A.f"
out.append(call())
B.f = lambda self: "B.f"
out.append(call())
b.f = lambda: "instance"
out.append(call())
del b.f
out.append(call())
del B.f
out.append(call())
A.f = property(lambda self: lambda: "property")
out.append(call())
class C:
    def f(self): return "C.f"
B.__bases__ = (C,)
out.append(call())
b.__class__ = type("D", (), {"f": lambda self: "D.f"})
out.append(call())
print(out)
def get(o): return o.x
class P: x = "class"
p = P()
r = [get(p)]
p.x = "inst"; r.append(get(p))
del p.x; r.append(get(p))
P.x = 5; r.append(get(p))
P.x = property(lambda s: "prop"); r.append(get(p))
del P.x
try: get(p)
except AttributeError as e: r.append(str(e))
P.__getattr__ = lambda s, n: "dynamic " + n; r.append(get(p))
print(r)
