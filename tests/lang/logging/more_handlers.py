# logging.handlers: queues, memory, rotating files.
import logging
import logging.handlers
import os
import queue
import sys
import threading

out = logging.StreamHandler(sys.stdout)
out.setFormatter(logging.Formatter("%(threadName)s: %(message)s"))
line = queue.Queue()
listener = logging.handlers.QueueListener(line, out, respect_handler_level=True)
log = logging.getLogger("queued")
log.setLevel(logging.DEBUG)
log.propagate = False
log.addHandler(logging.handlers.QueueHandler(line))
listener.start()


def work():
    log.info("hello from %s", "work")
    try:
        1 / 0
    except ZeroDivisionError as error:
        log.error("failed: %s", error)


thread = threading.Thread(target=work, name="worker")
thread.start()
thread.join()
listener.stop()
print(line.empty(), listener.handlers[0] is out)

memory = logging.handlers.MemoryHandler(3, target=out)
log = logging.getLogger("kept")
log.propagate = False
log.setLevel(logging.DEBUG)
log.addHandler(memory)
log.info("one")
log.info("two")
print("nothing yet", len(memory.buffer))
log.error("three: an error")
log.info("four")
memory.close()
print(len(memory.buffer))

path = f"/tmp/gilscope-rotate-{os.getpid()}.log"
rotating = logging.handlers.RotatingFileHandler(path, maxBytes=30, backupCount=2)
log = logging.getLogger("rotated")
log.propagate = False
log.addHandler(rotating)
for number in range(6):
    log.error("message %d", number)
rotating.close()
for name in (path, path + ".1", path + ".2", path + ".3"):
    print(os.path.exists(name) and open(name).read().split("\n"))
    if os.path.exists(name):
        os.remove(name)
