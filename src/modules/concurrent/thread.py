"""ThreadPoolExecutor: calls run by a pool of threads."""

import os
import threading
from concurrent.futures._base import BrokenExecutor, Executor, Future, logger
from queue import Empty, SimpleQueue

_pools = []  # those that were not shut down, to be joined at the end of the script
_numbers = iter(range(2**61))
_lock = threading.Lock()
_ended = False


def _end():
    """The script has ended: the pools do what they were given, and end too."""
    global _ended
    with _lock:
        _ended = True
        pools = _pools[:]
    for pool in pools:
        pool._work.put(None)
    for pool in pools:
        for thread in pool._threads:
            thread.join()


threading._register_atexit(_end)


class BrokenThreadPool(BrokenExecutor):
    """The initializer of a thread failed."""


class ThreadPoolExecutor(Executor):
    """Up to max_workers threads, started when there is work and no idle one."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, (os.process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work = SimpleQueue()  # of (future, function, args, kwargs), or None: no more to come
        self._idle = threading.Semaphore(0)
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{next(_numbers)}"
        self._initializer, self._initargs = initializer, initargs

    def submit(self, fn, /, *args, **kwargs):
        """Has fn(*args, **kwargs) called by a thread of the pool."""
        with self._shutdown_lock, _lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _ended:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = Future()
            self._work.put((future, fn, args, kwargs))
            if not self._idle.acquire(blocking=False) and len(self._threads) < self._max_workers:
                name = f"{self._thread_name_prefix}_{len(self._threads)}"
                thread = threading.Thread(target=self._work_on, name=name)
                thread.start()
                if not self._threads:
                    _pools.append(self)
                self._threads.add(thread)
            return future

    def _work_on(self):
        """What each thread does."""
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException:
                logger().critical("Exception in initializer:", exc_info=True)
                self._break()
                return
        while True:
            try:
                item = self._work.get_nowait()
            except Empty:
                self._idle.release()
                item = self._work.get()
            if item is None:
                self._shutdown = True
                self._work.put(None)  # for the next thread
                return
            self._run(*item)
            item = None

    @staticmethod
    def _run(future, fn, args, kwargs):
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = fn(*args, **kwargs)
        except BaseException as exception:
            future.set_exception(exception)
        else:
            future.set_result(result)

    def _break(self):
        with self._shutdown_lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            for future in self._take_all():
                future.set_exception(BrokenThreadPool(self._broken))

    def _take_all(self):
        """The futures of the calls that no thread has begun."""
        while True:
            try:
                item = self._work.get_nowait()
            except Empty:
                return
            if item is not None:
                yield item[0]

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Accepts no more calls; cancels those that have not begun, if asked to; waits for the threads."""
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for future in self._take_all():
                    future.cancel()
            self._work.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
            with _lock:
                if self in _pools:
                    _pools.remove(self)
