log = []
class C:
    def __init__(self, n): self.n = n; log.append(f"init{n}")
    def __enter__(self): log.append(f"enter{self.n}"); return self
    def __exit__(self, *a): log.append(f"exit{self.n}"); return False
def f():
    with C(1), C(2) as c:
        try:
            log.append("body")
            return c.n
        finally:
            log.append("finally")
print(f(), log)
log.clear()
try:
    with C(1):
        with C(2):
            raise ValueError
except ValueError:
    log.append("caught")
print(log)
log.clear()
def gen():
    with C(3):
        yield 1
        yield 2
g = gen()
print(next(g), log)
g.close()
print(log)
C.__enter__ = lambda self: "patched"
with C(4) as v: print(v)
c = C(5)
c.__enter__ = lambda: "instance attribute is not looked at"
with c as v: print(v)
