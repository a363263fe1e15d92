# The race of a read-modify-write, made certain by a barrier, and its cure by a lock.
import threading
from concurrent.futures import ThreadPoolExecutor


class FakeDatabase:
    def __init__(self, threads):
        self.value = 0
        self._lock = threading.Lock()
        self._all_have_read = threading.Barrier(threads)

    def update(self):
        local_copy = self.value
        self._all_have_read.wait()
        self.value = local_copy + 1

    def locked_update(self):
        with self._lock:
            self.value = self.value + 1


for method in ("update", "locked_update"):
    database = FakeDatabase(4)
    with ThreadPoolExecutor(max_workers=4) as executor:
        for index in range(4):
            executor.submit(getattr(database, method))
    print(f"{method}: {database.value}")
