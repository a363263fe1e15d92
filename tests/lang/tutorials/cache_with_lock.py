# A cache that computes each value once, although many threads ask for it at the same time.
import threading


class OnceCache:
    def __init__(self, function):
        self.function = function
        self.lock, self.values, self.events = threading.Lock(), {}, {}
        self.calls = 0

    def __call__(self, key):
        with self.lock:
            event = self.events.get(key)
            owner = event is None
            if owner:
                event = self.events[key] = threading.Event()
                self.calls += 1
        if owner:
            self.values[key] = self.function(key)
            event.set()
        else:
            event.wait()
        return self.values[key]


@OnceCache
def slow_square(n):
    gate.wait(0.01)
    return n * n


gate, answers, lock = threading.Event(), [], threading.Lock()


def ask():
    for n in range(5):
        answer = slow_square(n)
        with lock:
            answers.append(answer)


threads = [threading.Thread(target=ask) for _ in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(slow_square.calls, sorted(set(answers)), len(answers))
