def averager():
    total, n, avg = 0, 0, None
    while True:
        x = yield avg
        if x is None: return avg
        total += x; n += 1
        avg = total / n
a = averager(); next(a)
print(a.send(10), a.send(20), a.send(30))
try: a.send(None)
except StopIteration as e: print(e.value)
def grep(pat):
    found = []
    try:
        while True:
            line = yield
            if pat in line: found.append(line)
    finally: print("found", found)
g = grep("py"); next(g)
for l in ("python", "java", "pypy"): g.send(l)
g.close()
def scheduler(tasks):
    out = []
    while tasks:
        t = tasks.pop(0)
        try:
            out.append(next(t)); tasks.append(t)
        except StopIteration: pass
    return out
def task(name, n):
    for i in range(n): yield f"{name}{i}"
print(scheduler([task("a", 2), task("b", 3), task("c", 1)]))
def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n); yield n
        n += 1
p = primes()
print([next(p) for _ in range(15)])
def perm(xs):
    if not xs: yield []
    for i in range(len(xs)):
        for rest in perm(xs[:i] + xs[i + 1:]): yield [xs[i]] + rest
print([("".join(p)) for p in perm(list("abc"))], sum(1 for _ in perm([1, 2, 3, 4, 5])))
def with_try():
    for i in range(3):
        try: yield i
        except ValueError: yield "handled"
        else: yield "else"
        finally: yield "finally"
print(list(with_try()))
