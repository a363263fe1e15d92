"""list.append from 8 threads: every item arrives exactly once."""
import threading

THREADS, EACH = 8, 3000
items = []


def work(base):
    for i in range(EACH):
        items.append(base + i)


threads = [threading.Thread(target=work, args=(k * EACH,)) for k in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert len(items) == THREADS * EACH, len(items)
assert sorted(items) == list(range(THREADS * EACH))
print("ok")
