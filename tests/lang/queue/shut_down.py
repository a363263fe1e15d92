# After shutdown() nothing is added; what is there can be taken, unless it is immediate.
import queue
import threading


def attempt(call, *args):
    try:
        print("got", call(*args))
    except Exception as error:
        print(type(error).__name__, error)


line = queue.Queue()
line.put(1)
line.shutdown()
attempt(line.put, 2)
print(line.get(), line.is_shutdown)
attempt(line.get)
attempt(line.get_nowait)

line = queue.Queue()
for item in range(3):
    line.put(item)
line.shutdown(immediate=True)
attempt(line.get)
line.join()
print(line.qsize(), line.unfinished_tasks)

for blocked in ("get", "put"):
    line = queue.Queue(1)
    begun, log = threading.Event(), []
    if blocked == "put":
        line.put(0)

    def wait():
        begun.set()
        try:
            line.get() if blocked == "get" else line.put(1)
        except queue.ShutDown:
            log.append(f"{blocked} was shut down")

    threads = [threading.Thread(target=wait) for _ in range(3)]
    for thread in threads:
        thread.start()
    begun.wait()
    line.shutdown()
    for thread in threads:
        thread.join()
    print(log, line.qsize())
