# A thread pool of one's own: workers, map, shutdown by sentinel, context manager.
import queue
import threading


class Worker(threading.Thread):
    def __init__(self, tasks, number):
        super().__init__(name=f"Worker-{number}")
        self.tasks, self.daemon = tasks, True
        self.start()

    def run(self):
        while True:
            function, args, kwargs, box = self.tasks.get()
            try:
                if function is None:
                    return
                box.append(function(*args, **kwargs))
            except Exception as error:
                box.append(error)
            finally:
                self.tasks.task_done()


class ThreadPool:
    def __init__(self, size):
        self.tasks = queue.Queue(size)
        self.workers = [Worker(self.tasks, n) for n in range(size)]

    def add_task(self, function, *args, **kwargs):
        box = []
        self.tasks.put((function, args, kwargs, box))
        return box

    def map(self, function, items):
        boxes = [self.add_task(function, item) for item in items]
        self.tasks.join()
        return [box[0] for box in boxes]

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        for _ in self.workers:
            self.tasks.put((None, (), {}, None))
        for worker in self.workers:
            worker.join()


with ThreadPool(3) as pool:
    print(pool.map(lambda n: n**2, range(8)))
    print([repr(result) for result in pool.map(lambda n: 10 // n, [5, 0, 2])])
print([worker.is_alive() for worker in pool.workers], pool.tasks.qsize())
