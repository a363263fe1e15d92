# Subclasses of Thread: a result, an exception that join() raises again, a stop flag.
import threading


class ThreadWithResult(threading.Thread):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.result = self.error = None

    def run(self):
        try:
            self.result = self._target(*self._args, **self._kwargs)
        except Exception as error:
            self.error = error

    def join(self, timeout=None):
        super().join(timeout)
        if self.error is not None:
            raise self.error
        return self.result


class Stoppable(threading.Thread):
    def __init__(self):
        super().__init__(name="stoppable", daemon=True)
        self._stop_event = threading.Event()
        self.rounds = 0

    def run(self):
        while not self._stop_event.wait(0.001):
            self.rounds += 1

    def stop(self):
        self._stop_event.set()


def divide(a, b):
    return a / b


for args in [(6, 3), (1, 0)]:
    thread = ThreadWithResult(target=divide, args=args)
    thread.start()
    try:
        print(thread.join())
    except ZeroDivisionError as error:
        print("raised in the thread:", error)
worker = Stoppable()
worker.start()
while not worker.rounds:
    pass
worker.stop()
worker.join()
print(worker.name, worker.daemon, worker.is_alive(), worker.rounds > 0)
