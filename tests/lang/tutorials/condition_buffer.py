# A bounded buffer with two conditions on one lock.
import threading


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity, self.items = capacity, []
        lock = threading.Lock()
        self.not_full, self.not_empty = threading.Condition(lock), threading.Condition(lock)
        self.most = 0

    def put(self, item):
        with self.not_full:
            while len(self.items) >= self.capacity:
                self.not_full.wait()
            self.items.append(item)
            self.most = max(self.most, len(self.items))
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            self.not_empty.wait_for(lambda: self.items)
            item = self.items.pop(0)
            self.not_full.notify()
            return item


buffer, results, guard = BoundedBuffer(3), [], threading.Lock()


def produce(start):
    for n in range(start, start + 10):
        buffer.put(n)


def consume():
    while (item := buffer.get()) is not None:
        with guard:
            results.append(item)


producers = [threading.Thread(target=produce, args=(k * 10,)) for k in range(3)]
consumers = [threading.Thread(target=consume) for _ in range(2)]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()
for _ in consumers:
    buffer.put(None)
for thread in consumers:
    thread.join()
print(sorted(results) == list(range(30)), buffer.most <= 3, buffer.items)
