d = {}
for i in range(2000):
    d[i * 37 % 2003] = i
print(len(d), d[37], d[74], sum(d), sum(d.values()))
for i in range(0, 2003, 3):
    d.pop(i, None)
print(len(d), 3 in d, 4 in d, list(d)[:5])
s = {str(i): i for i in range(500)}
print(s["250"], len(s), "500" in s, sum(s[str(i)] for i in range(0, 500, 50)))
counts = {}
for w in "the quick the lazy the dog quick".split():
    counts[w] = counts.get(w, 0) + 1
print(counts, sorted(counts.items(), key=lambda p: (-p[1], p[0])))
groups = {}
for n in range(10):
    groups.setdefault(n % 3, []).append(n)
print(groups)
