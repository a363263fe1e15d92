d = {1: 1, 2: 2, 3: 3}
try:
    for k in d:
        d[k + 10] = 0
except RuntimeError as e:
    print(e)
d = {1: 1, 2: 2, 3: 3}
try:
    for k in d:
        del d[k]
except RuntimeError as e:
    print(e, d)
d = {1: 1, 2: 2, 3: 3}
for k in d:
    d[k] = k * 10
print(d)
for k in list(d):
    if k != 2:
        del d[k]
print(d)
d = {1: 1, 2: 2}
try:
    for k, v in d.items():
        del d[k]
        d[k + 5] = v
except RuntimeError as e:
    print(e)
it = iter({1: 1})
print(next(it), next(it, "end"))
d = {"a": 1}
v = d.values()
d["b"] = 2
print(v, len(v))
