import threading
lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(blocking=False), lock.acquire(timeout=0.01), lock.release(), lock.locked())
with lock: print("held", lock.locked())
print(lock.locked())
try:
    with lock: raise ValueError
except ValueError: print("released", not lock.locked())
total = 0
def add(n):
    global total
    for _ in range(n):
        with lock:
            v = total
            v += 1
            total = v
ts = [threading.Thread(target=add, args=(1000,)) for _ in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(total)
lock.acquire()
t = threading.Thread(target=lock.release); t.start(); t.join()
print("another thread may release", lock.locked())
order = []
lock.acquire()
def wait():
    with lock: order.append("waiter")
t = threading.Thread(target=wait); t.start()
order.append("main"); lock.release(); t.join()
print(order, lock.__enter__(), lock.__exit__(None, None, None), type(lock).__name__)
