# A pool of connections, limited by a semaphore; the most in use at once is counted.
import threading
import time


class Pool:
    def __init__(self, size):
        self.semaphore = threading.BoundedSemaphore(size)
        self.lock = threading.Lock()
        self.active, self.most = [], 0

    def __enter__(self):
        self.semaphore.acquire()
        with self.lock:
            self.active.append(threading.current_thread().name)
            self.most = max(self.most, len(self.active))
        return self

    def __exit__(self, *exc_info):
        with self.lock:
            self.active.remove(threading.current_thread().name)
        self.semaphore.release()


pool, done = Pool(3), []


def use(number):
    with pool:
        time.sleep(0.005)
        done.append(number)


threads = [threading.Thread(target=use, args=(n,), name=f"client-{n}") for n in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(done), pool.most, pool.active)
try:
    pool.semaphore.release()
except ValueError as error:
    print(error)
print(pool.semaphore.acquire(blocking=False), pool.semaphore.acquire(timeout=0.01))
