# A latch, a cyclic counter and a future of one's own, built from conditions.
import threading


class CountDownLatch:
    def __init__(self, count):
        self.count, self.condition = count, threading.Condition()

    def count_down(self):
        with self.condition:
            self.count -= 1
            if self.count <= 0:
                self.condition.notify_all()

    def wait(self, timeout=None):
        with self.condition:
            return self.condition.wait_for(lambda: self.count <= 0, timeout)


class Promise:
    def __init__(self):
        self._done, self._value = threading.Event(), None

    def fulfil(self, value):
        self._value = value
        self._done.set()

    def value(self, timeout=None):
        if not self._done.wait(timeout):
            raise TimeoutError("not yet")
        return self._value


latch, promise, log = CountDownLatch(3), Promise(), []


def starter(number):
    log.append(number)
    latch.count_down()


try:
    promise.value(0.001)
except TimeoutError as error:
    print("promise:", error)
print(latch.wait(0.001), latch.count)
waiter = threading.Thread(target=lambda: (latch.wait(), promise.fulfil(sorted(log))))
waiter.start()
for number in range(3):
    threading.Thread(target=starter, args=(number,)).start()
print(promise.value(10), latch.wait())
waiter.join()
