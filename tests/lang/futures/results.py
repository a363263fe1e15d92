# Submitted calls: results, exceptions, timeouts, callbacks, map.
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed


def square(x):
    return x * x


def fail(x):
    raise ValueError(f"fails with {x}")


def attempt(call, *args, **kwargs):
    try:
        print("got", call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


def shown(future):
    text, _, rest = repr(future).partition(" at 0x")
    return text + rest[rest.index(" ") :]


gate = threading.Event()
with ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as pool:
    print(list(pool.map(square, range(5))), list(pool.map(lambda a, b: a + b, [1, 2], [3, 4, 5], chunksize=2)))
    futures = [pool.submit(square, x) for x in range(5)]
    print(sorted(future.result() for future in as_completed(futures)), all(future.done() for future in futures))
    failed = pool.submit(fail, 1)
    attempt(failed.result)
    print(repr(failed.exception()), shown(failed), failed.running(), failed.cancelled(), failed.done())
    print(shown(futures[0]), futures[0].exception())
    print(pool.submit(lambda: threading.current_thread().name.startswith("pool_")).result())
    print(pool.submit(lambda: threading.current_thread().daemon).result())
    waits = pool.submit(gate.wait)
    attempt(waits.result, timeout=0.001)
    attempt(waits.exception, 0.001)
    print(waits.done())
    gate.set()
    print(waits.result())
    attempt(list, pool.map(fail, [1, 2]))
    gate.clear()
    results = pool.map(gate.wait, [None], timeout=0.001)
    attempt(next, results)
    gate.set()
    called = threading.Event()
    future = pool.submit(square, 3)
    future.add_done_callback(lambda future: (print("callback", future.result()), called.set()))
    called.wait()
    future.add_done_callback(lambda future: print("at once"))
    print(pool.submit(pow, 2, exp=5).result())
attempt(pool.submit, square, 1)
attempt(ThreadPoolExecutor, 0)
attempt(ThreadPoolExecutor, 1, "x", 5)
