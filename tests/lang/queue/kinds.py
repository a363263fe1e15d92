# What each queue does without other threads.
import queue


def attempt(call, *args, **kwargs):
    try:
        print("got", call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


line = queue.Queue(2)
line.put(1)
line.put_nowait(2)
attempt(line.put_nowait, 3)
attempt(line.put, 3, timeout=0.001)
attempt(line.put, 3, True, -1)
attempt(line.put, 3, False, -1)
print(line.qsize(), line.full(), line.empty(), line.maxsize, line.unfinished_tasks, line.queue[0])
attempt(line.get, timeout=-1)
print(line.get(), line.get())
attempt(line.get_nowait)
attempt(line.get, timeout=0.001)
attempt(line.get, False)
line.task_done()
line.task_done()
attempt(line.task_done)
line.join()

first = queue.PriorityQueue()
for item in [(5, "five"), (1, "one"), (3, "three")]:
    first.put(item)
print([first.get() for _ in range(3)], first.empty())
last = queue.LifoQueue(3)
for item in "abc":
    last.put(item)
print(last.full(), [last.get() for _ in range(3)])
simple = queue.SimpleQueue()
simple.put(1)
simple.put_nowait(2)
print(simple.qsize(), simple.get(), simple.get_nowait(), simple.empty())
attempt(simple.get_nowait)
attempt(simple.get, timeout=0.001)
attempt(simple.get, True, -1)


class Unique(queue.Queue):
    def _init(self, maxsize):
        self.items = []

    def _qsize(self):
        return len(self.items)

    def _put(self, item):
        if item not in self.items:
            self.items.append(item)

    def _get(self):
        return self.items.pop()


unique = Unique()
for item in (1, 2, 1):
    unique.put(item)
print(unique.qsize(), unique.get())
line.put(0)
with line.mutex:
    line.queue.clear()
print(line.empty(), queue.Empty, queue.Full, queue.ShutDown, queue.SimpleQueue, issubclass(queue.LifoQueue, queue.Queue))
