def f(a, b: int = 1, *, c: str = "x") -> bool:
    """What f does."""
    return True
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__)
f.count = 0
f.count += 1
print(f.count, f.__dict__, callable(f), callable(5), type(f).__name__)
f.__name__ = "renamed"
f.__doc__ = None
print(f.__name__, f.__qualname__, f.__doc__)
class C:
    def m(self):
        "doc of m"
        def inner(): pass
        return inner
print(C.m.__qualname__, C().m().__qualname__, C().m.__name__, C.m.__doc__, (lambda: 0).__name__, C().m.__func__ is C.m, C.__qualname__)
print(f.__code__.co_name, f.__code__.co_argcount, f.__code__.co_varnames[:3], f.__code__.co_firstlineno)
try:
    f.missing
except AttributeError as e:
    print(e)
del f.count
print(hasattr(f, "count"), f == f, f != C.m, {f: 1}[f])
