"""A deque between threads: nothing is lost, nothing comes twice."""
from collections import deque
import threading

queue = deque()
done = []


def produce(start):
    for i in range(start, start + 300):
        queue.append(i) if i % 2 else queue.appendleft(i)


def consume():
    while len(done) < 1200:
        try:
            done.append(queue.popleft())
        except IndexError:
            if all(not producer.is_alive() for producer in producers) and not queue:
                return


producers = [threading.Thread(target=produce, args=(i * 1000,)) for i in range(4)]
consumers = [threading.Thread(target=consume) for _ in range(2)]
for thread in producers + consumers:
    thread.start()
for thread in producers + consumers:
    thread.join()
print(sorted(done) == sorted(i * 1000 + j for i in range(4) for j in range(300)), len(queue))

limited = deque(maxlen=50)
threads = [threading.Thread(target=lambda: [limited.append(i) for i in range(500)]) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(limited))
