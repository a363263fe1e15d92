"""Queues between threads. Whoever waits for an item or for room counts as idle."""

import _thread
import threading
from collections import deque
from heapq import heappop, heappush
from time import monotonic as time
from types import GenericAlias

__all__ = ["Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Empty(Exception):
    """There is no item."""

    __module__ = "_queue"


class Full(Exception):
    """There is no room."""


class ShutDown(Exception):
    """The queue was shut down."""


def _check(block, timeout):
    if timeout is not None and block and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")


class _Condition(threading.Condition):
    _kind = "Queue"


class Queue:
    """First in, first out. With a maxsize, put() waits for room.

    Subclasses may keep the items in another way: _init, _qsize, _put and _get are called with the mutex held. Waiters are woken by
    their condition's queue itself: the mutex is held here, which notify() would check.
    """

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.not_empty = _Condition(self.mutex)
        self.not_full = _Condition(self.mutex)
        self.all_tasks_done = _Condition(self.mutex)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    def put(self, item, block=True, timeout=None):
        """Adds an item; Full if there is no room, or none in time."""
        _check(block, timeout)
        with self.mutex:
            if self.is_shutdown:
                raise ShutDown
            if 0 < self.maxsize <= self._qsize():
                self._wait(self.not_full, self._has_room, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty._waiters.wake(1)

    def get(self, block=True, timeout=None):
        """Takes an item; Empty if there is none, or none in time."""
        _check(block, timeout)
        with self.mutex:
            if not self._qsize():
                if self.is_shutdown:
                    raise ShutDown
                self._wait(self.not_empty, self._qsize, block, timeout, Empty)
            item = self._get()
            self.not_full._waiters.wake(1)
            return item

    def _wait(self, condition, ready, block, timeout, elapsed):
        """Waits, with the mutex, until ready() is true."""
        if not block:
            raise elapsed
        end = None if timeout is None else time() + timeout
        while not ready():
            rest = None if end is None else end - time()
            if rest is not None and rest <= 0:
                raise elapsed
            condition.wait(rest)
            # What is left after a shutdown can be taken, but nothing added.
            if self.is_shutdown and (condition is self.not_full or not ready()):
                raise ShutDown

    def _has_room(self):
        return self._qsize() < self.maxsize

    def put_nowait(self, item):
        """Adds an item; Full if there is no room."""
        return self.put(item, block=False)

    def get_nowait(self):
        """Takes an item; Empty if there is none."""
        return self.get(block=False)

    def task_done(self):
        """Says that an item that was taken is dealt with."""
        with self.mutex:
            if self.unfinished_tasks <= 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks -= 1
            if not self.unfinished_tasks:
                self.all_tasks_done.notify_all()

    def join(self):
        """Waits until all items are dealt with."""
        with self.mutex:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def shutdown(self, immediate=False):
        """Refuses further items; get() raises ShutDown when there are none left, which is at once with immediate=True."""
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    if self.unfinished_tasks > 0:
                        self.unfinished_tasks -= 1
                self.all_tasks_done.notify_all()
            self.not_empty.notify_all()
            self.not_full.notify_all()

    def qsize(self):
        """How many items there are at this moment."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Whether there are none at this moment."""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """Whether there is no room at this moment."""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()


class PriorityQueue(Queue):
    """The lowest first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """First in, first out, always with room, and nothing to say when an item is dealt with."""

    __module__ = "_queue"
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self):
        self._items = deque()
        self._count = _thread._Semaphore(0, "Queue")

    def put(self, item, block=True, timeout=None):
        """Adds an item."""
        self._items.append(item)
        self._count.release(1, None)

    def get(self, block=True, timeout=None):
        """Takes an item; Empty if there is none, or none in time."""
        _check(block, timeout)
        if not self._count.acquire(block, timeout):
            raise Empty
        return self._items.popleft()

    def put_nowait(self, item):
        """Adds an item."""
        self.put(item)

    def get_nowait(self):
        """Takes an item; Empty if there is none."""
        return self.get(False)

    def qsize(self):
        """How many items there are at this moment."""
        return len(self._items)

    def empty(self):
        """Whether there are none at this moment."""
        return not self._items
