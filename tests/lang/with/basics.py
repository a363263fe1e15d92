class Ctx:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value, tb is not None)
        return self.swallow
with Ctx("a") as a:
    print("body", a)
with Ctx("b", True):
    raise ValueError("swallowed")
try:
    with Ctx("c"):
        raise KeyError("passes")
except KeyError as e:
    print("caught", e)
with Ctx("x") as x, Ctx("y") as y:
    print(x, y)
with (Ctx("p") as p, Ctx("q", True) as q,):
    1 / 0
def f():
    with Ctx("r"):
        return "returned"
print(f())
for i in range(3):
    with Ctx(i and "loop" or "first"):
        if i == 0: continue
        break
print(i)
with Ctx("ab") as (m, n):
    print(m, n)
