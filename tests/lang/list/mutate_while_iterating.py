a = [1, 2, 3, 4]
for x in a:
    if x == 2:
        a.remove(x)
    print(x, end=" ")
print(a)
a = [1]
for x in a:
    if len(a) < 5:
        a.append(x * 2)
print(a)
it = iter(a)
print(next(it), next(it), a.clear(), next(it, "end"), a.extend([1, 2, 3, 4]), next(it, "still ended"))
a = [1, 2, 3]
for i, x in enumerate(a):
    a[i] = x * 10
print(a)
r = reversed(a)
a.append(40)
print(list(r))
