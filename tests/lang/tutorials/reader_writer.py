# A lock for many readers or one writer.
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self._ready = threading.Condition(threading.Lock())
        self._readers = 0

    @contextmanager
    def read(self):
        with self._ready:
            self._readers += 1
        try:
            yield
        finally:
            with self._ready:
                self._readers -= 1
                if not self._readers:
                    self._ready.notify_all()

    @contextmanager
    def write(self):
        with self._ready:
            while self._readers:
                self._ready.wait()
            yield


data, lock, seen = {"version": 0, "copy": 0}, ReadWriteLock(), []
both_read = threading.Barrier(2)


def reader():
    with lock.read():
        both_read.wait()  # two readers are inside at once
        seen.append(data["version"] == data["copy"])


def writer():
    for _ in range(20):
        with lock.write():
            data["version"] += 1
            data["copy"] = data["version"]


threads = [threading.Thread(target=reader) for _ in range(2)] + [threading.Thread(target=writer) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(data, seen, lock._readers)
