class A:
    x = 1
    def m(self): return "m"
a = A()
print(getattr(a, "x"), getattr(a, "y", 5), hasattr(a, "m"), getattr(a, "m")(), callable(a.m), callable(a), callable(A), callable(len), callable("x"))
setattr(a, "z", 9)
delattr(a, "z")
for f in (lambda: getattr(a, "y"), lambda: getattr(a, 5), lambda: setattr(a, 5, 1), lambda: delattr(a, "x"), lambda: delattr(a, "q"), lambda: hasattr(a, 5), lambda: getattr(a), lambda: setattr(a, "x"), lambda: setattr(5, "x", 1), lambda: callable()):
    try: print(f())
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
print(isinstance(5, int), isinstance(True, (str, int)), isinstance("x", object), issubclass(A, object), type(5) is int, type("a") == str, type(a).__name__, type(type(a)), isinstance(5, int | str), isinstance(None, type(None)))
print(id(a) == id(a), id(None) == id(None), a.__class__ is type(a), vars(a), [n for n in dir(5) if n == "real"], len(dir([])) > 20, globals()["A"] is A, "a" in globals(), "__name__" in globals(), __name__)
def f(p):
    q = 2
    return sorted(locals())
print(f(1), type(f), type(len), type(print) is type(len), repr(type), type(A).__name__)
