# Insertion order; a changed value keeps its place, a removed key comes back at the end.
d = {}
for i in [3, 1, 2]:
    d[i] = i
d[3] = "new"
print(d)
del d[3]
d[3] = "end"
print(d, list(d), list(reversed(d)), d.popitem())
for i in range(100):
    d[i] = i
for i in range(0, 100, 2):
    del d[i]
print(list(d)[:8], len(d))
d[0] = "z"
print(list(d)[-3:], list(d.items())[-1])
e = {**{"x": 1, "y": 2}, "w": 0, "x": 5}
print(e, e | {"y": 9, "n": 1}, {"a": 1} | {"b": 2}, {"b": 2, "a": 1} == {"a": 1, "b": 2})
e |= {"q": 1}
e |= [("r", 2)]
print(e)
