class H:
    def __init__(self): self.h = 1
    def __hash__(self): return self.h
h = H()
d = {h: "value"}
h.h = 2
print(h in d, len(d), list(d.values()), d.get(h))
h.h = 1
print(h in d)
class Fails:
    bad = False
    def __hash__(self):
        if Fails.bad: raise ValueError("hash failed")
        return 5
    def __eq__(self, o): return True
f = Fails()
d = {f: 1}
Fails.bad = True
for action in (lambda: d[f], lambda: f in d, lambda: d.pop(f), lambda: d.setdefault(f, 2), lambda: {f}, lambda: dict.fromkeys([f]), lambda: {f: 1}):
    try: action()
    except ValueError as e: print(e)
print(len(d), list(d.values()))
