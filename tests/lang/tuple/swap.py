a, b = 1, 2
a, b = b, a
print(a, b)
x = [0, 1, 2]
i = 0
i, x[i] = 1, 9
print(i, x)
a = b = c = 5
print(a, b, c)
(p, q), [r, s] = (1, 2), (3, 4)
print(p, q, r, s)
for k, (v, w) in {"a": (1, 2), "b": (3, 4)}.items():
    print(k, v, w)
def two():
    return 1, 2
m, n = two()
print(m, n, two(), max((3, 1), (2, 9)), sum((1, 2), 3))
