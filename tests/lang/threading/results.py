import threading
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
results = {}
def work(n): results[n] = fib(n)
ts = [threading.Thread(target=work, args=(n,)) for n in range(10, 16)]
for t in ts: t.start()
for t in ts: t.join()
print([results[n] for n in sorted(results)])
out = [None] * 8
def fill(i): out[i] = "".join(chr(97 + (i + j) % 26) for j in range(20))
ts = [threading.Thread(target=fill, args=(i,)) for i in range(8)]
[t.start() for t in ts]; [t.join() for t in ts]
print(out)
def chain(n, log):
    log.append(n)
    if n:
        t = threading.Thread(target=chain, args=(n - 1, log)); t.start(); t.join()
log = []
chain(10, log)
print(log)
def gen():
    for i in range(3): yield i
def use(): box.append(list(gen()))
box = []
ts = [threading.Thread(target=use) for _ in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]
print(box)
def deep(n): return 0 if n == 0 else 1 + deep(n - 1)
ds = []
ts = [threading.Thread(target=lambda n=n: ds.append(deep(n))) for n in (100, 300, 500)]
[t.start() for t in ts]; [t.join() for t in ts]
print(sorted(ds))
