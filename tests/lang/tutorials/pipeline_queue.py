# Producer, filter and consumer, each a thread, with queues in between and a sentinel.
import queue
import threading

SENTINEL = object()


class Stage(threading.Thread):
    def __init__(self, name, function, source, target):
        super().__init__(name=name)
        self.function, self.source, self.target = function, source, target
        self.handled = 0

    def run(self):
        while True:
            item = self.source.get()
            if item is SENTINEL:
                self.target.put(SENTINEL)
                break
            for result in self.function(item):
                self.target.put(result)
            self.handled += 1


numbers, squares, evens = queue.Queue(), queue.Queue(maxsize=2), queue.Queue()
stages = [
    Stage("squarer", lambda n: [n * n], numbers, squares),
    Stage("filter", lambda n: [n] if n % 2 == 0 else [], squares, evens),
]
for stage in stages:
    stage.start()
for n in range(12):
    numbers.put(n)
numbers.put(SENTINEL)
print(list(iter(evens.get, SENTINEL)))
for stage in stages:
    stage.join()
    print(f"{stage.name} handled {stage.handled} items, alive: {stage.is_alive()}")
