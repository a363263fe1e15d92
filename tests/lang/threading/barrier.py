import threading
b = threading.Barrier(3, action=lambda: log.append("all here"))
log, ranks = [], []
def work(i):
    log.append("arrive")
    ranks.append(b.wait())
    log.append("pass")
ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(log, sorted(ranks), b.parties, b.n_waiting, b.broken)
b = threading.Barrier(2)
try: b.wait(0.01)
except threading.BrokenBarrierError as e: print("broken", repr(e), b.broken)
try: b.wait()
except threading.BrokenBarrierError: print("still broken")
b.reset()
print(b.broken)
b.abort()
print(b.broken, issubclass(threading.BrokenBarrierError, RuntimeError))
phases = threading.Barrier(4)
trace = [[] for _ in range(3)]
def phased(i):
    for p in range(3):
        trace[p].append(i)
        phases.wait()
        assert len(trace[p]) == 4
ts = [threading.Thread(target=phased, args=(i,)) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print([sorted(x) for x in trace])
