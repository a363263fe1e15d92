"""Producers and consumers joined by a bounded queue."""

import queue
import threading

jobs, done = queue.Queue(maxsize=50), queue.Queue()


def produce(start, n):
    for i in range(start, start + n):
        jobs.put(i)


def consume():
    while True:
        job = jobs.get()
        if job is None:
            return
        done.put(job * job % 97)


producers = [threading.Thread(target=produce, args=(i * 10000, 10000)) for i in range(2)]
consumers = [threading.Thread(target=consume) for _ in range(2)]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()
for _ in consumers:
    jobs.put(None)
for thread in consumers:
    thread.join()
print(done.qsize(), sum(done.get() for _ in range(20000)))
