"""A pool of threads with the interface of a pool of processes."""

import os
import threading
from collections import deque
from multiprocessing import TimeoutError
from queue import SimpleQueue

__all__ = ["ThreadPool"]

_RUN, _CLOSE, _TERMINATE = "RUN", "CLOSE", "TERMINATE"


class AsyncResult:
    """What calls will have returned."""

    def __init__(self, pool, count, collect, callback, error_callback):
        self._pool, self._collect = pool, collect
        self._callback, self._error_callback = callback, error_callback
        self._lock, self._left = threading.Lock(), count
        self._ended = threading.Event()
        self._success, self._value = True, [None] * count
        if not count:
            self._end(True, collect([]))

    def ready(self):
        """Whether all calls have ended."""
        return self._ended.is_set()

    def successful(self):
        """Whether they raised nothing."""
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def wait(self, timeout=None):
        self._ended.wait(timeout)

    def get(self, timeout=None):
        """The result; raises what the first call that failed has raised."""
        if not self._ended.wait(timeout):
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, index, success, value):
        """A call has ended."""
        with self._lock:
            if not success and self._success:
                self._success, self._error = False, value
            if success:
                self._value[index] = value
            self._left -= 1
            if self._left:
                return
        self._end(self._success, self._collect(self._value) if self._success else self._error)

    def _end(self, success, value):
        call = self._callback if success else self._error_callback
        if call:
            call(value)
        self._success, self._value = success, value
        self._ended.set()


MapResult = ApplyResult = AsyncResult


class IMapIterator:
    """The results of calls: in the order of the calls, or in that in which they end."""

    def __init__(self, count, ordered):
        self._condition = threading.Condition(threading.Lock())
        self._ordered, self._left, self._next = ordered, count, 0
        self._results = {} if ordered else deque()

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._condition:
            if not self._left:
                raise StopIteration
            ready = (lambda: self._next in self._results) if self._ordered else (lambda: self._results)
            if not self._condition.wait_for(ready, timeout):
                raise TimeoutError
            success, value = self._results.pop(self._next) if self._ordered else self._results.popleft()
            self._next += 1
            self._left -= 1
        if success:
            return value
        raise value

    __next__ = next

    def _set(self, index, success, value):
        with self._condition:
            if self._ordered:
                self._results[index] = success, value
            else:
                self._results.append((success, value))
            self._condition.notify()


class ThreadPool:
    """Threads that run calls. Leaving its block drops the calls that have not begun."""

    def __init__(self, processes=None, initializer=None, initargs=()):
        processes = os.process_cpu_count() or 1 if processes is None else processes
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._state, self._calls = _RUN, SimpleQueue()
        self._threads = [
            threading.Thread(target=self.worker, args=(initializer, initargs), daemon=True) for _ in range(processes)
        ]
        for thread in self._threads:
            thread.start()

    def __repr__(self):
        kind = type(self)
        return f"<{kind.__module__}.{kind.__qualname__} state={self._state} pool_size={len(self._threads)}>"

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, *error):
        self.terminate()

    def _check_running(self):
        if self._state != _RUN:
            raise ValueError("Pool not running")

    def worker(self, initializer, initargs):
        if initializer is not None:
            initializer(*initargs)
        while (call := self._calls.get()) is not None and self._state != _TERMINATE:
            result, index, function, args, kwargs = call
            try:
                success, value = True, function(*args, **kwargs)
            except Exception as error:
                success, value = False, error
            result._set(index, success, value)
            call = result = value = None  # an idle thread keeps nothing alive

    def _start(self, result, function, arguments):
        for index, args in enumerate(arguments):
            self._calls.put((result, index, function, args, {}))
        return result

    def apply(self, func, args=(), kwds={}):
        """The result of one call."""
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = AsyncResult(self, 1, lambda values: values[0], callback, error_callback)
        self._calls.put((result, 0, func, args, kwds))
        return result

    def map(self, func, iterable, chunksize=None):
        """The results of calls with each item, a list."""
        return self.map_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self.starmap_async(func, [(item,) for item in iterable], chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        """The results of calls with the arguments that each item holds, a list."""
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        arguments = list(iterable)
        return self._start(AsyncResult(self, len(arguments), list, callback, error_callback), func, arguments)

    def imap(self, func, iterable, chunksize=1):
        """The results one by one, in order."""
        return self._imap(func, iterable, chunksize, True)

    def imap_unordered(self, func, iterable, chunksize=1):
        """The results one by one, as they come."""
        return self._imap(func, iterable, chunksize, False)

    def _imap(self, func, iterable, chunksize, ordered):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize}")
        arguments = [(item,) for item in iterable]
        return self._start(IMapIterator(len(arguments), ordered), func, arguments)

    def close(self):
        """Takes no more calls; the threads end when those that it has are done."""
        if self._state == _RUN:
            self._state = _CLOSE
            for _ in self._threads:
                self._calls.put(None)

    def terminate(self):
        """Ends the threads after the calls that run now."""
        self._state = _TERMINATE
        for _ in self._threads:
            self._calls.put(None)

    def join(self):
        """Waits for the threads to end."""
        if self._state == _RUN:
            raise ValueError("Pool is still running")
        for thread in self._threads:
            thread.join()
