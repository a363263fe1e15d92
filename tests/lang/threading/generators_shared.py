import threading
def numbers():
    for i in range(400): yield i
class Locked:
    def __init__(self, it): self.it, self.lock = iter(it), threading.Lock()
    def __iter__(self): return self
    def __next__(self):
        with self.lock: return next(self.it)
shared, outs = Locked(numbers()), [[] for _ in range(4)]
ts = [threading.Thread(target=o.extend, args=(shared,)) for o in outs]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(sum(outs, [])) == list(range(400)), all(o == sorted(o) for o in outs))
e = threading.Event()
def slow():
    e.wait()
    yield 1
g = slow()
t = threading.Thread(target=lambda: got.append(next(g)))
got = []
t.start()
while not g.gi_running: pass
try: next(g)
except ValueError as err: print(err)
e.set(); t.join()
print(got, list(g))
