a = [3, 1, 2]
a.sort()
print(a, sorted(a, reverse=True), sorted("hello"), sorted({3: 0, 1: 0}), sorted((x for x in [2, 1])), sorted([]))
words = ["banana", "Apple", "cherry", "fig", "date"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
pairs = [(1, "b"), (0, "a"), (1, "a"), (0, "b")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
print(sorted([[2, 1], [1, 9], [1]]), sorted([1.5, 1, True, 0.5, -2]), sorted([(1, 2), (1,)]))
for bad in ([1, "a"], [None, 1], [[1], (1,)], [1, 2, {}]):
    try:
        sorted(bad)
    except TypeError as e:
        print(e)
big = [(i * 7919) % 1009 for i in range(1000)]
s = sorted(big)
print(s[:5], s[-3:], all(x <= y for x, y in zip(s, s[1:])))
for f in (lambda: sorted(5), lambda: sorted([1], 2), lambda: [1].sort(lambda x: x), lambda: sorted([1], key=5), lambda: sorted(), lambda: sorted([2, 1], key=None, reverse=1)):
    try:
        print(f())
    except TypeError as e:
        print(e)
