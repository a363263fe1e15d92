import threading
s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(blocking=False), s.acquire(timeout=0.01), s.release(), s.acquire(False), s.release(2), s.release())
inside, peak, lock = 0, 0, threading.Lock()
sem = threading.Semaphore(3)
def work():
    global inside, peak
    with sem:
        with lock:
            inside += 1
            peak = max(peak, inside)
        for _ in range(200): pass
        with lock: inside -= 1
ts = [threading.Thread(target=work) for _ in range(10)]
for t in ts: t.start()
for t in ts: t.join()
print(inside, 1 <= peak <= 3)
b = threading.BoundedSemaphore(1)
with b: pass
try: b.release()
except ValueError as e: print(e)
items, ready, out = [], threading.Semaphore(0), []
def consumer():
    for _ in range(5):
        ready.acquire()
        out.append(items.pop(0))
t = threading.Thread(target=consumer); t.start()
for i in range(5):
    items.append(i); ready.release()
t.join()
print(out)
try: s.release(0)
except ValueError as e: print(e)
