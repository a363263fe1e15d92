class Lazy:
    def __init__(self): self.real = 1
    def __getattr__(self, name):
        if name.startswith("dyn_"): return name[4:]
        raise AttributeError(f"no {name} here")
l = Lazy()
print(l.real, l.dyn_x, hasattr(l, "zzz"), getattr(l, "zzz", "default"), hasattr(l, "dyn_q"))
try: l.other
except AttributeError as e: print(e)
class All:
    def __getattribute__(self, name):
        if name == "secret": return 42
        return object.__getattribute__(self, name)
    def __init__(self): self.y = 5
print(All().secret, All().y)
class Log:
    def __setattr__(self, k, v):
        print("set", k, v)
        object.__setattr__(self, k, v)
    def __delattr__(self, k):
        print("del", k)
        super().__delattr__(k)
g = Log()
g.a = 1
g.a += 1
del g.a
try: del g.b
except AttributeError as e: print(e)
class Proxy:
    def __init__(self, t): object.__setattr__(self, "_t", t)
    def __getattr__(self, n): return getattr(self._t, n)
    def __setattr__(self, n, v): setattr(self._t, n, v)
class T: x = 1
t = T()
p = Proxy(t)
p.x = 10
print(p.x, t.x, T.x)
pl = Proxy([3, 1])
pl.append(2); pl.sort()
print(pl._t, pl.count(1))
try: len(pl)
except TypeError as e: print(e)
