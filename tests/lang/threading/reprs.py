# What the objects of threading show, without their addresses.
import threading


def shown(thing):
    text, _, rest = repr(thing).partition(" at 0x")
    return text + (":" + rest.partition(":")[2] if ":" in rest else "")


lock, rlock, event = threading.Lock(), threading.RLock(), threading.Event()
print(shown(lock), shown(rlock), shown(event))
with lock:
    print(shown(lock))
event.set()
print(shown(event), shown(threading.Condition()))
print(shown(threading.Semaphore(3)), shown(threading.BoundedSemaphore(2)))
barrier = threading.Barrier(2)
print(shown(barrier))
barrier.abort()
print(shown(barrier))
thread = threading.Thread(name="one", target=print)
print(thread, threading.Thread(target=print, daemon=True).name.startswith("Thread-1 (print)"))
thread.start()
thread.join()
print(repr(thread).split(" stopped ")[0])
print(threading.Timer(1, print))
print(repr(threading.main_thread()).rstrip(")>0123456789"))
print(threading.Lock, threading.local, threading.BrokenBarrierError.__mro__[1])


class Mine(threading.Thread):
    pass


print(Mine(name="m"))
