class E:
    def __init__(self, action): self.action = action
    def __eq__(self, other):
        self.action()
        return False
    def __hash__(self): return 1
a = [1, 2, 3]
print(E(a.clear) in a, a)
a = [E(lambda: a.clear()), 2, 3]
print(5 in a, a)
a = [1, 2, 3]
try: a.remove(E(a.clear))
except ValueError as e: print(e, a)
a = [1, 2, 3]
try: a.index(E(a.clear))
except ValueError as e: print(str(e).endswith("is not in list"), a)
a = [1] * 5
print(a.count(E(a.pop)), len(a) < 5)
a, b = [1, 2, 3], [1, 2, 3]
a[1] = E(b.clear)
print(a == b, b)
d = {}
d[E(d.clear)] = "first"
d[E(lambda: None)] = "second"
print(len(d) >= 1, "second" in d.values())
d = {E(lambda: d.update((k, k) for k in range(2, 50))): 1}
try:
    d[E(lambda: None)] = 2
    print(len(d) > 2)
except RuntimeError as e: print(e)
s = {E(lambda: s.clear())}
s.add(E(lambda: None))
print(len(s) >= 1)
