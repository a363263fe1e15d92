import threading
class Future:
    def __init__(self): self.done, self.value, self.error = threading.Event(), None, None
    def result(self, timeout=None):
        if not self.done.wait(timeout): raise TimeoutError("not yet")
        if self.error: raise self.error
        return self.value
class Pool:
    def __init__(self, n):
        self.tasks, self.cond, self.closed = [], threading.Condition(), False
        self.threads = [threading.Thread(target=self._work, name=f"pool-{i}") for i in range(n)]
        for t in self.threads: t.start()
    def _work(self):
        while True:
            with self.cond:
                while not self.tasks and not self.closed: self.cond.wait()
                if not self.tasks: return
                future, f, args = self.tasks.pop(0)
            try: future.value = f(*args)
            except Exception as e: future.error = e
            finally: future.done.set()
    def submit(self, f, *args):
        future = Future()
        with self.cond:
            self.tasks.append((future, f, args))
            self.cond.notify()
        return future
    def __enter__(self): return self
    def __exit__(self, *exc):
        with self.cond:
            self.closed = True
            self.cond.notify_all()
        for t in self.threads: t.join()
with Pool(3) as pool:
    fs = [pool.submit(pow, 2, i) for i in range(20)]
    bad = pool.submit(lambda: 1 / 0)
    print([f.result() for f in fs])
    try: bad.result()
    except ZeroDivisionError as e: print("error carried over:", e)
    gate = threading.Event()
    slow = pool.submit(gate.wait)
    try: slow.result(timeout=0.01)
    except TimeoutError as e: print(e)
    gate.set()
    print(slow.result(5))
print([t.is_alive() for t in pool.threads], threading.active_count())
