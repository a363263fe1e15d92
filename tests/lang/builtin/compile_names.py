def f(a, b=1, *args, c, d=2, **kw):
    x = a
    def g(): return x
    return g
c = f.__code__
print(c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_varnames[:6], c.co_name)
print([k for k in ("a", "b") if k in c.co_varnames], f.__defaults__, f.__kwdefaults__, f.__closure__)
import sys
def who(): return sys._getframe(1).f_code.co_name
def caller(): return who()
print(caller(), sys._getframe().f_code.co_name, sys._getframe().f_lineno)
print(globals() is sys.modules["__main__"].__dict__, locals() is globals(), vars() is globals())
globals()["made"] = 5
print(made)
class Ns:
    v = 1
    here = sorted(k for k in locals() if not k.startswith("__"))
print(Ns.here)
def loc(a):
    b = 2
    d = locals()
    d["b"] = 99
    c = 3
    return sorted(d), b
print(loc(1))
