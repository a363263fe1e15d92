import threading
e = threading.Event()
print(e.is_set(), e.wait(0.01), e.wait(timeout=0))
log = []
def waiter(i):
    e.wait()
    log.append(i)
ts = [threading.Thread(target=waiter, args=(i,)) for i in range(3)]
for t in ts: t.start()
log.append("before")
e.set()
for t in ts: t.join()
print(log[0], sorted(log[1:]), e.is_set(), e.wait(), e.set(), e.clear(), e.is_set())
ping, pong, out = threading.Event(), threading.Event(), []
def ponger():
    for i in range(5):
        ping.wait(); ping.clear()
        out.append(f"pong{i}")
        pong.set()
t = threading.Thread(target=ponger); t.start()
for i in range(5):
    out.append(f"ping{i}")
    ping.set()
    pong.wait(); pong.clear()
t.join()
print(out)
