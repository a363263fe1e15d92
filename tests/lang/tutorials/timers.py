# Timers: once, cancelled, and one that starts itself again.
import threading

log, done = [], threading.Event()


class RepeatingTimer(threading.Timer):
    def run(self):
        while not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)


def tick(name, times):
    log.append(name)
    if log.count(name) == times:
        repeating.cancel()
        done.set()


once = threading.Timer(0.005, log.append, args=["once"])
never = threading.Timer(10, log.append, args=["never"])
once.start()
never.start()
never.cancel()
once.join()
never.join()
print(log, once.finished.is_set(), never.finished.is_set(), never.is_alive())
log.clear()
repeating = RepeatingTimer(0.002, tick, kwargs={"name": "tick", "times": 4})
repeating.daemon = True
repeating.start()
done.wait()
repeating.join()
print(log, repeating.name.startswith("Thread-"), repeating.interval)
