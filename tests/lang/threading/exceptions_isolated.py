# Every thread has exceptions, handlers and stack of its own.
import sys, threading
out, lock = [], threading.Lock()
barrier = threading.Barrier(4)
def work(i):
    try:
        raise ValueError(i)
    except ValueError as e:
        barrier.wait()
        try: raise KeyError(i) from e
        except KeyError as k:
            barrier.wait()
            with lock: out.append((k.args[0], k.__cause__.args[0], sys.exception() is k))
        barrier.wait()
        with lock: out.append(("after", sys.exc_info()[1] is e, i))
ts = [threading.Thread(target=work, args=(i,)) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(x for x in out if x[0] != "after"), sorted(x for x in out if x[0] == "after"), sys.exception())
def deep(n): return n and 1 + deep(n - 1)
def too_deep():
    try: deep(10**6)
    except RecursionError: out.append("too deep")
    out.append(deep(500))
out.clear()
t = threading.Thread(target=too_deep); t.start(); t.join()
print(out, deep(500))
