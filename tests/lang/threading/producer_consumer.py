import threading
class Queue:
    def __init__(self, size):
        self.items, self.size, self.cond = [], size, threading.Condition()
    def put(self, x):
        with self.cond:
            self.cond.wait_for(lambda: len(self.items) < self.size)
            self.items.append(x)
            self.cond.notify_all()
    def get(self):
        with self.cond:
            self.cond.wait_for(lambda: self.items)
            x = self.items.pop(0)
            self.cond.notify_all()
            return x
q, results, lock = Queue(3), [], threading.Lock()
def producer(k):
    for i in range(20): q.put((k, i))
def consumer():
    while (x := q.get()) is not None:
        with lock: results.append(x)
ps = [threading.Thread(target=producer, args=(k,)) for k in range(3)]
cs = [threading.Thread(target=consumer) for _ in range(2)]
for t in ps + cs: t.start()
for t in ps: t.join()
for _ in cs: q.put(None)
for t in cs: t.join()
print(len(results), sorted(results) == [(k, i) for k in range(3) for i in range(20)])
class RWLock:
    def __init__(self): self.readers, self.cond = 0, threading.Condition()
    def read(self, f):
        with self.cond: self.readers += 1
        try: return f()
        finally:
            with self.cond:
                self.readers -= 1
                self.cond.notify_all()
    def write(self, f):
        with self.cond:
            self.cond.wait_for(lambda: self.readers == 0)
            return f()
rw, value, seen = RWLock(), {"a": 0, "b": 0}, []
def writer():
    def both():
        value["a"] += 1
        value["b"] += 1
    for _ in range(50): rw.write(both)
def reader():
    for _ in range(50): seen.append(rw.read(lambda: value["a"] == value["b"]))
ts = [threading.Thread(target=f) for f in (writer, reader, reader, writer)]
for t in ts: t.start()
for t in ts: t.join()
print(value, all(seen), len(seen))
