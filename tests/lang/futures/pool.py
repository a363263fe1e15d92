# The threads of a pool: started when needed, reused, initialized, joined at exit.
import threading
import time
from concurrent.futures import BrokenExecutor, Executor, ThreadPoolExecutor

log = []
with ThreadPoolExecutor(2, initializer=lambda *args: log.append(args), initargs=(1, 2)) as pool:
    pool.submit(pow, 2, 2).result()
print(log, issubclass(ThreadPoolExecutor, Executor))


def local_value():
    return local.value


def set_local():
    local.value = "from the initializer"


local = threading.local()
with ThreadPoolExecutor(2, initializer=set_local) as pool:
    print(set(pool.map(lambda _: local_value(), range(10))))

meet = threading.Barrier(3)
with ThreadPoolExecutor(3, thread_name_prefix="three") as pool:
    names = set(pool.map(lambda _: (meet.wait(), threading.current_thread().name)[1], range(3)))
print(sorted(names))

# One idle thread is enough for one call after the other.
pool = ThreadPoolExecutor(8)
names = set()
for _ in range(5):
    names.add(pool.submit(lambda: threading.current_thread().name).result())
    time.sleep(0.005)
print(len(names) < 5)


def nested():
    return sum(future.result() for future in [pool.submit(pow, 2, x) for x in range(4)])


print(pool.submit(nested).result())
results = pool.map(lambda x: x, range(3))
print(next(results))
results.close()


def late():
    time.sleep(0.02)
    print("what was submitted is done before the end")
    try:
        pool.submit(print, "never")
    except RuntimeError as error:
        print(error)


pool.submit(late)
print("script ends")
