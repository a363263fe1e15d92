class Plugin:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))
class A(Plugin, tag="a"): pass
class B(A): pass
print(Plugin.registry)
class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        ns["made_by"] = mcls.__name__
        return super().__new__(mcls, name, bases, ns)
    def __call__(cls, *a):
        print("creating", cls.__name__, a)
        return super().__call__(*a)
    def __len__(cls): return 7
class M(metaclass=Meta):
    def __init__(self, x): self.x = x
m = M(3)
print(m.made_by, m.x, len(M), type(M).__name__, isinstance(M, Meta))
class G:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
print(G[5], G["a", 1])
try: A[0]
except TypeError as e: print(e)
class C:
    def __format__(self, spec): return f"fmt:{spec}"
    def __index__(self): return 4
    def __dir__(self): return ["b", "a"]
    def __sizeof__(self): return 1
print(f"{C():>5}", format(C(), "x"), f"{C()}", dir(C()), [0] * C(), "abcdef"[C()], bin(C()))
