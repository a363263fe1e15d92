data = {}
for data["k"] in range(3):
    pass
print(data)
l = [0, 0]
for l[1] in "ab": pass
print(l)
class O: pass
o = O()
for o.x in (1, 2): pass
print(o.x)
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    print(i, a, b)
for x in 1, 2, 3: print(x, end=" ")
for c in "ab" "cd": print(c, end=" ")
print()
for k in {"x": 1, "y": 2}: print(k, end=" ")
for _ in range(2): print("_", end=" ")
for line in """a
b""".splitlines(): print(line, end=" ")
print()
for f in (lambda: [x for x in 5], lambda: [x for x in None], lambda: list(zip(1))):
    try: f()
    except TypeError as e: print(e)
class NoNext:
    def __iter__(self): return 5
try:
    for x in NoNext(): pass
except TypeError as e:
    print(e)
class BadNext:
    def __iter__(self): return self
    def __next__(self): raise ValueError("in next")
try:
    for x in BadNext(): pass
except ValueError as e:
    print(e)
