import threading
N, MEALS = 5, 20
forks = [threading.Lock() for _ in range(N)]
eaten = [0] * N
def dine(i):
    first, second = sorted((i, (i + 1) % N))
    for _ in range(MEALS):
        with forks[first], forks[second]: eaten[i] += 1
ts = [threading.Thread(target=dine, args=(i,), name=f"philosopher-{i}") for i in range(N)]
for t in ts: t.start()
for t in ts: t.join()
print(eaten, [f.locked() for f in forks])
once, calls = threading.Lock(), []
def lazy_init():
    if not calls:
        with once:
            if not calls: calls.append("made")
ts = [threading.Thread(target=lazy_init) for _ in range(20)]
for t in ts: t.start()
for t in ts: t.join()
print(calls)
counts = [0] * 4
def bump(i):
    for _ in range(500): counts[i] += 1
ts = [threading.Thread(target=bump, args=(i,)) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(counts, sum(counts))
