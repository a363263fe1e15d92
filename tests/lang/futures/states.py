# A future's states, and what refuses to change them.
import threading
from concurrent.futures import CancelledError, Future, InvalidStateError, ThreadPoolExecutor, TimeoutError


def attempt(call, *args):
    try:
        print("got", call(*args))
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])


def shown(future):
    text, _, rest = repr(future).partition(" at 0x")
    return text + rest[rest.index(" ") :]


future = Future()
print(shown(future), future.running(), future.done())
print(future.cancel(), shown(future), future.cancelled(), future.done(), future.cancel())
attempt(future.result)
attempt(future.exception)
attempt(future.set_result, 1)
print(future.set_running_or_notify_cancel(), shown(future))
future = Future()
print(future.set_running_or_notify_cancel(), shown(future), future.running(), future.cancel())
future.set_result(5)
print(future.result(), shown(future), future.cancel())
attempt(future.set_result, 1)
attempt(future.set_exception, ValueError())
future = Future()
future.add_done_callback(lambda future: print("called back", future.cancelled()))
future.cancel()
future = Future()
future.set_exception(KeyError("k"))
attempt(future.result)
print(shown(future))

with ThreadPoolExecutor(1) as pool:
    gate, begun = threading.Event(), threading.Event()
    first = pool.submit(lambda: (begun.set(), gate.wait()))
    begun.wait()
    second, third = pool.submit(pow, 2, 2), pool.submit(pow, 2, 3)
    print(shown(first), shown(second), second.cancel(), second.cancelled(), first.cancel())
    gate.set()
    print(third.result(), first.result()[1])
    attempt(second.result)
    print(shown(second))

pool = ThreadPoolExecutor(1)
gate, begun = threading.Event(), threading.Event()
first = pool.submit(lambda: (begun.set(), gate.wait()))
begun.wait()
rest = [pool.submit(pow, 2, x) for x in range(3)]
pool.shutdown(wait=False, cancel_futures=True)
gate.set()
print([future.cancelled() for future in rest], first.result()[1])
print(CancelledError, TimeoutError, InvalidStateError, Future, ThreadPoolExecutor)
print(InvalidStateError.__mro__[1].__mro__[1], issubclass(CancelledError, TimeoutError))
