"""bisect: places in sorted sequences."""
import bisect


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


data = [1, 3, 3, 5, 7]
print([(bisect.bisect_left(data, x), bisect.bisect_right(data, x)) for x in range(9)], bisect.bisect is bisect.bisect_right)
print(bisect.bisect(data, 3, 2), bisect.bisect(data, 3, 0, 2), bisect.bisect_left(data, 3, lo=2, hi=4), bisect.bisect("abd", "c"), bisect.bisect(range(0, 100, 10), 35))
for x in (0, 3, 9, 4):
    bisect.insort(data, x)
bisect.insort_left(data, 3.0)
print(data)
pairs = [("a", 1), ("b", 3), ("c", 5)]
print(bisect.bisect_left(pairs, 3, key=lambda p: p[1]), bisect.bisect_right(pairs, 3, key=lambda p: p[1]))
bisect.insort(pairs, ("x", 4), key=lambda p: p[1])
bisect.insort_right(pairs, ("y", 0), key=lambda p: p[1])
print(pairs)
print(outcome(bisect.bisect, data, 1, -1), outcome(bisect.bisect, data, "a"), outcome(bisect.bisect, 5, 1), outcome(bisect.bisect, data), outcome(bisect.bisect, data, 1, 0, 20))


class Custom:
    def __init__(self):
        self.items = [1, 2, 4]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]

    def insert(self, i, x):
        print("insert", i, x)
        self.items.insert(i, x)


bisect.insort(Custom(), 3)


class Grade:
    def __init__(self, score):
        self.score = score

    def __lt__(self, other):
        return self.score < other.score


grades = [Grade(60), Grade(70), Grade(80)]
print(bisect.bisect(grades, Grade(70)), bisect.bisect_left(grades, Grade(70)), "FDCBA"[bisect.bisect([60, 70, 80, 90], 77)])
