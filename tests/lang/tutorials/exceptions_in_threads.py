# What becomes of exceptions: the hook, a queue of them, a future.
import queue
import sys
import threading
from concurrent.futures import ThreadPoolExecutor


def failing(number):
    raise ValueError(f"number {number}")


def hook(args):
    print(f"{args.thread.name} failed: {args.exc_type.__name__}: {args.exc_value}")


threading.excepthook = hook
thread = threading.Thread(target=failing, args=(1,), name="first")
thread.start()
thread.join()
errors = queue.Queue()


def guarded():
    try:
        failing(2)
    except ValueError:
        errors.put(sys.exc_info())


thread = threading.Thread(target=guarded)
thread.start()
thread.join()
kind, value, traceback = errors.get()
print(kind.__name__, value, traceback is not None)
with ThreadPoolExecutor() as pool:
    future = pool.submit(failing, 3)
    print(repr(future.exception()))
    try:
        future.result()
    except ValueError as error:
        print("raised again:", error)
thread = threading.Thread(target=sys.exit, args=("only this thread",))
thread.start()
thread.join()
print("main goes on")
