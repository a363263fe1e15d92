"""Slices, sums and displays of lists: where bounds end, what is copied, and what subclasses and odd bounds do."""

items = list(range(6))
for bounds in ((None, None), (2, None), (None, 2), (-2, None), (None, -2), (4, 2), (2, 4), (-99, 99), (99, -99), (3, 3), (6, 9), (-6, 1), (0, 0)):
    start, stop = bounds
    print(bounds, items[start:stop], [][start:stop], items[start:stop:2], items[start:stop:-1], items[start:stop:None])
print(items[True:], items[: 1 << 80], items[-(1 << 80) :], items[1 << 61 : 1 << 62])

part = items[:]
part[0] = "changed"
print(items, part is items, items[1:3] is items[1:3])


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        items.append("added by __index__") if self.n < 0 else None
        return abs(self.n)


print(items[Index(1) : Index(3)], items[Index(-4) :], items)
for wrong in ("a", 1.5, items):
    try:
        items[wrong:]
    except TypeError as error:
        print(error)
try:
    items[::0]
except ValueError as error:
    print(error)


class Mine(list):
    def __getitem__(self, key):
        return "mine", key

    def __add__(self, other):
        return "sum", list(self), other

    def __iter__(self):
        return iter("other items")


mine = Mine([1, 2, 3])
print(mine[1:2], mine + [4], [4] + mine, [0] + list.__getitem__(mine, slice(1, None)))
print("".join(c for c in mine)[:5], [*mine][:3], list.__getitem__(mine, 0))
a, b = [1], [2]
print(a + b, a + a, a + [], [] + [], [a] + [b], (a + b) is a)
try:
    a + (3,)
except TypeError as error:
    print(error)

n = 3
print([], [n], [n, n + 1], [n, [n, [n]]], (), (n,), (n, n + 1, (n,)), [*items[:2], n, *"ab"])
print([[] for _ in range(3)], [(i, -i) for i in range(3)])
rows = [[0] * 2 for _ in range(2)]
rows[0][0] = 1
print(rows)

# Iterating while the list changes.
seen = []
growing = [1, 2, 3]
for item in growing:
    seen.append(item)
    if len(growing) < 6:
        growing.append(item * 10)
    if item == 20:
        growing.clear()
print(seen, growing)
iterator = iter([1, 2])
print(iter(iterator) is iterator, next(iterator), [*iterator], [*iterator])
