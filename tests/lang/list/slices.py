a = list(range(10))
print(a[2:5], a[:3], a[7:], a[-3:], a[:-7], a[::3], a[::-1], a[8:2:-2], a[5:5], a[100:], a[-100:2], a[2:-2], a[-1:-4:-1], a[:0:-4])
a[2:5] = ["a", "b"]
print(a)
a[1:1] = [10, 11]
print(a)
a[::2] = [0] * len(a[::2])
print(a)
a[-2:] = []
print(a)
del a[1:4]
print(a)
del a[::2]
print(a)
a[:] = "new"
print(a)
a[1:2] = a
print(a)
a[10:] = [1]
a[:0] = (9,)
print(a)
b = list(range(6))
b[4:1] = ["x"]
print(b)
b[::-1] = range(7)
print(b)
for f in (lambda: b.__setitem__(slice(0, 6, 2), [1]), lambda: b.__setitem__(slice(0, 2), 5), lambda: b[::0]):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
