"""A dict written and read by 8 threads: nothing lost, no value of another key."""
import threading

THREADS, EACH = 8, 1500
table = {}
wrong = []


def work(k):
    for i in range(EACH):
        key = f"{k}-{i}"
        table[key] = (k, i)
        if table[key] != (k, i):
            wrong.append(key)
        if i % 3 == 0:
            del table[key]


threads = [threading.Thread(target=work, args=(k,)) for k in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
left = {f"{k}-{i}": (k, i) for k in range(THREADS) for i in range(EACH) if i % 3}
assert not wrong, wrong[:5]
assert table == left, (len(table), len(left))
print("ok")
