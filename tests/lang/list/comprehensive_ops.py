a = [5, 3, 8]
b = a.copy()
a += b[:2]
a[1:3] *= 1
print(a, b, a[::-1][::2], [*a, *b], a.index(8), sum(a), len(a) * a[0])
m = [[i * j for j in range(4)] for i in range(3)]
print(m, [list(r) for r in zip(*m)], [sum(r) for r in m], sum(m, []), max(map(max, m)), m[1][-1], [r[:] for r in m] == m)
def quicksort(xs):
    if len(xs) < 2: return xs
    p, *rest = xs
    return quicksort([x for x in rest if x < p]) + [p] + quicksort([x for x in rest if x >= p])
def bubble(xs):
    xs = xs[:]
    for i in range(len(xs)):
        for j in range(len(xs) - 1 - i):
            if xs[j] > xs[j + 1]: xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs
data = [(i * 37) % 101 for i in range(60)]
print(quicksort(data) == bubble(data) == sorted(data), quicksort("hello".split("l")))
def perms(n):
    if n == 0: return [[]]
    return [p[:i] + [n] + p[i:] for p in perms(n - 1) for i in range(n)]
print(len(perms(5)), perms(3))
stack, queue = [], []
for i in range(5): stack.append(i); queue.insert(0, i)
print([stack.pop() for _ in range(5)], [queue.pop() for _ in range(5)], stack == queue == [])
sieve = [True] * 50
for i in range(2, 8):
    if sieve[i]: sieve[i * i::i] = [False] * len(sieve[i * i::i])
print([i for i in range(2, 50) if sieve[i]])
