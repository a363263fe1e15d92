"""`with lock` without contention, and four threads that count under one lock."""

import threading

lock = threading.Lock()
count = 0


def add(n):
    global count
    for _ in range(n):
        with lock:
            count += 1


add(1000000)
threads = [threading.Thread(target=add, args=(50000,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(count)
