# ThreadPool: calls, results, callbacks, and its states.
import multiprocessing
import threading
from multiprocessing.pool import ThreadPool


def square(x):
    return x * x


def inverse(x):
    return 1 // x


def pair(a, b):
    return a, b


seen = []
with ThreadPool(3) as pool:
    print(pool.map(square, range(5)), pool.starmap(pair, [(1, 2), (3, 4)]), pool.map(square, []))
    print(pool.apply(pair, (1,), {"b": 2}), list(pool.imap(square, range(3))), sorted(pool.imap_unordered(square, range(4))))
    result = pool.apply_async(square, (4,), callback=seen.append)
    print(result.get(timeout=5), result.ready(), result.successful(), seen)
    result = pool.map_async(inverse, [1, 0], error_callback=lambda error: seen.append(repr(error)))
    result.wait()
    print(result.successful(), seen)
    for attempt in (result.get, lambda: list(pool.imap(inverse, [1, 0]))):
        try:
            attempt()
        except ZeroDivisionError as error:
            print(error)
    numbers = pool.imap(square, [3])
    print(numbers.next(), next(numbers, "end"))
    gate = threading.Event()
    waiting = pool.apply_async(gate.wait)
    try:
        waiting.get(0.001)
    except multiprocessing.TimeoutError as error:
        print(repr(error), waiting.ready())
    gate.set()
    print(waiting.get(), pool)
for attempt in (lambda: pool.map(square, [1]), lambda: ThreadPool(0), lambda: ThreadPool(1, initializer=3)):
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(error)

local = threading.local()
pool = ThreadPool(2, lambda value: setattr(local, "value", value), (7,))
print(pool.map(lambda _: local.value, range(3)))
try:
    pool.join()
except ValueError as error:
    print(error)
left = pool.map_async(square, range(3))
pool.close()
pool.join()
print(left.get(), pool)
