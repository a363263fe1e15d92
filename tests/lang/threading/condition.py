import threading
c = threading.Condition()
items, got = [], []
def consumer():
    while True:
        with c:
            while not items: c.wait()
            x = items.pop(0)
        if x is None: return
        got.append(x)
ts = [threading.Thread(target=consumer) for _ in range(3)]
for t in ts: t.start()
for i in range(50):
    with c:
        items.append(i)
        c.notify()
with c:
    items.extend([None] * 3)
    c.notify_all()
for t in ts: t.join()
print(sorted(got) == list(range(50)))
with c:
    print(c.wait(0.01), c.wait_for(lambda: False, timeout=0.01), c.wait_for(lambda: 5), c.notify(), c.notify_all(), c.notify(3))
turn, out = 0, []
def player(me, n):
    global turn
    for _ in range(3):
        with c:
            c.wait_for(lambda: turn % n == me)
            out.append(me)
            turn += 1
            c.notify_all()
ts = [threading.Thread(target=player, args=(i, 3)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(out)
lock = threading.Lock()
a, b = threading.Condition(lock), threading.Condition(lock)
with a: print(lock.locked())
r = threading.Condition(threading.RLock())
with r:
    with r: print("reentrant", r.wait(0.001))
