# A worker that is told to start, to pause and to stop by events.
import threading
import time

start, stop, ready = threading.Event(), threading.Event(), threading.Event()
ticks = []


def worker():
    ready.set()
    start.wait()
    while not stop.is_set():
        ticks.append(len(ticks))
        stop.wait(timeout=0.002)


thread = threading.Thread(target=worker, name="ticker")
thread.start()
ready.wait()
print("waiting:", thread.is_alive(), ticks)
start.set()
while len(ticks) < 3:
    time.sleep(0.002)
stop.set()
thread.join(timeout=5)
print("stopped:", not thread.is_alive(), ticks[:3], start.wait(0), threading.Event().wait(0.001))
