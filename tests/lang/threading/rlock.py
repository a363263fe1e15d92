import threading
r = threading.RLock()
print(r.acquire(), r.acquire(), r.release(), r.release())
with r:
    with r:
        with r: print("three deep")
def other():
    results.append(r.acquire(blocking=False))
    results.append(r.acquire(timeout=0.01))
    try: r.release()
    except RuntimeError as e: results.append(str(e))
results = []
with r:
    t = threading.Thread(target=other); t.start(); t.join()
print(results)
class Account:
    def __init__(self): self.lock, self.n = threading.RLock(), 0
    def add(self, k):
        with self.lock: self.n += k
    def add_twice(self, k):
        with self.lock:
            self.add(k); self.add(k)
a = Account()
ts = [threading.Thread(target=lambda: [a.add_twice(1) for _ in range(200)]) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(a.n)
