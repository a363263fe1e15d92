class suppress:
    def __init__(self, *kinds): self.kinds = kinds
    def __enter__(self): pass
    def __exit__(self, kind, *_): return kind is not None and issubclass(kind, self.kinds)
with suppress(KeyError, ZeroDivisionError): {}["x"]
with suppress(KeyError, ZeroDivisionError): 1 / 0
try:
    with suppress(KeyError): int("x")
except ValueError as e: print(e)
class manager:
    def __init__(self, gen): self.gen = gen
    def __enter__(self): return next(self.gen)
    def __exit__(self, kind, value, tb):
        if kind is None: next(self.gen, None); return False
        try: self.gen.throw(value)
        except StopIteration: return True
        except BaseException as e:
            if e is value: return False
            raise
def contextmanager(f): return lambda *a: manager(f(*a))
@contextmanager
def tag(name):
    print(f"<{name}>", end="")
    try: yield name.upper()
    except ValueError as e: print(f"[{e}]", end="")
    finally: print(f"</{name}>")
with tag("a") as t: print(t, end="")
with tag("b"): raise ValueError("inside")
try:
    with tag("c"): raise KeyError("out")
except KeyError as e: print("KeyError", e)
class ExitStack:
    def __init__(self): self.fs = []
    def __enter__(self): return self
    def push(self, f): self.fs.append(f)
    def __exit__(self, *a):
        while self.fs: self.fs.pop()()
with ExitStack() as st:
    for i in range(3): st.push(lambda i=i: print("pop", i))
class timer:
    def __enter__(self): self.log = []; return self.log
    def __exit__(self, *a): self.log.append("done")
with timer() as log: log.append("work")
print(log)
