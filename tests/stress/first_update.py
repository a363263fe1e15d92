"""Empty dicts and sets are updated by four threads at a time: what one adds is not wiped out by another that also found them empty."""
import threading

THREADS, EACH = 4, 3000
dicts = [{} for _ in range(EACH)]
sets = [set() for _ in range(EACH)]
together = threading.Barrier(THREADS)


def work(k):
    mine, own = {k: k}, {k}
    together.wait()
    for d, s in zip(dicts, sets):
        d.update(mine)
        s.update(own)


threads = [threading.Thread(target=work, args=(k,)) for k in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert all(len(d) == THREADS for d in dicts)
assert all(len(s) == THREADS for s in sets)
print("ok")
