"""Futures: results to come, and ways to wait for them."""

import threading
from collections import namedtuple
from time import monotonic
from types import GenericAlias

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"

# A future that is cancelled is told so when its turn would have come: only then do wait() and as_completed() see it as done.
PENDING, RUNNING, FINISHED = "PENDING", "RUNNING", "FINISHED"
CANCELLED, CANCELLED_AND_NOTIFIED = "CANCELLED", "CANCELLED_AND_NOTIFIED"
_SHOWN = {PENDING: "pending", RUNNING: "running", FINISHED: "finished", CANCELLED: "cancelled", CANCELLED_AND_NOTIFIED: "cancelled"}

TimeoutError = TimeoutError  # the built-in one goes by this name too


class Error(Exception):
    """Base of what is raised for futures."""


class CancelledError(Error):
    """The future was cancelled."""


class InvalidStateError(Error):
    """The future has a result already."""


class BrokenExecutor(RuntimeError):
    """The executor can run nothing any more."""


class _Condition(threading.Condition):
    _kind = "Future"


class Future:
    """The result of a call that may not have ended."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self):
        self._condition = _Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._watchers = []
        self._done_callbacks = []

    def __repr__(self):
        outcome = ""
        with self._condition:
            if self._state == FINISHED and self._exception:
                outcome = f" raised {self._exception.__class__.__name__}"
            elif self._state == FINISHED:
                outcome = f" returned {self._result.__class__.__name__}"
            return f"<{self.__class__.__name__} at {id(self):#x} state={_SHOWN[self._state]}{outcome}>"

    def cancel(self):
        """Cancels the call, unless it runs or has ended: then false."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state != PENDING:
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        """Whether it was cancelled."""
        return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        """Whether the call runs."""
        return self._state == RUNNING

    def done(self):
        """Whether the call was cancelled or has ended."""
        return self._state not in (PENDING, RUNNING)

    def add_done_callback(self, fn):
        """Calls fn(self) when it is done: in the thread that ends it, or at once."""
        with self._condition:
            if not self.done():
                self._done_callbacks.append(fn)
                return
        self._invoke_callback(fn)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._invoke_callback(callback)

    def _invoke_callback(self, callback):
        try:
            callback(self)
        except Exception:
            logger().exception("exception calling callback for %r", self)

    def _wait(self, timeout):
        """Waits until it is done."""
        with self._condition:
            if not self.done():
                self._condition.wait(timeout)
            if not self.done():
                raise TimeoutError()
            if self.cancelled():
                raise CancelledError()

    def result(self, timeout=None):
        """What the call returned; raises what the call raised."""
        self._wait(timeout)
        if self._exception:
            try:
                raise self._exception
            finally:
                self = None
        return self._result

    def exception(self, timeout=None):
        """What the call raised, or None."""
        self._wait(timeout)
        return self._exception

    # ----- for executors and tests -----

    def set_running_or_notify_cancel(self):
        """Says that the call begins: true, or false if it was cancelled."""
        with self._condition:
            if self._state == PENDING:
                self._state = RUNNING
                return True
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                self._tell_watchers()
                return False
            logger().critical("Future %s in unexpected state: %s", id(self), self._state)
            raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        """Ends it with a result."""
        self._finish(result, None)

    def set_exception(self, exception):
        """Ends it with an exception."""
        self._finish(None, exception)

    def _finish(self, result, exception):
        with self._condition:
            if self.done():
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result, self._exception = result, exception
            self._state = FINISHED
            self._tell_watchers()
            self._condition.notify_all()
        self._invoke_callbacks()

    def _tell_watchers(self):
        for watcher in self._watchers:
            watcher.tell(self)


def logger():
    """Where exceptions go that nobody can catch."""
    import logging

    return logging.getLogger("concurrent.futures")


# ----- waiting for several -----


class _Watcher:
    """Waits for the ends of several futures."""

    def __init__(self, futures):
        self._futures = futures
        self._condition = _Condition()
        self._ended = []
        for future in futures:
            with future._condition:
                if future._state in (FINISHED, CANCELLED_AND_NOTIFIED):
                    self._ended.append(future)
                else:
                    future._watchers.append(self)

    def tell(self, future):
        with self._condition:
            self._ended.append(future)
            self._condition.notify()

    def next(self, end):
        """The futures that have ended since the last call: at least one, or none in time."""
        with self._condition:
            timeout = None if end is None else max(end - monotonic(), 0)
            self._condition.wait_for(lambda: self._ended, timeout)
            ended, self._ended = self._ended, []
            return ended

    def close(self):
        for future in self._futures:
            with future._condition:
                if self in future._watchers:
                    future._watchers.remove(self)


def as_completed(fs, timeout=None):
    """The futures in the order in which they end; TimeoutError if they do not in time."""
    end = None if timeout is None else monotonic() + timeout
    pending = set(fs)
    total = len(pending)
    watcher = _Watcher(list(pending))
    try:
        while pending:
            ended = watcher.next(end)
            if not ended:
                raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
            for future in ended:
                pending.remove(future)
                yield future
    finally:
        watcher.close()


DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Waits for all futures, or for the first end, or for the first exception: the sets of those that are done and those that are not."""
    end = None if timeout is None else monotonic() + timeout
    pending, done = set(fs), set()
    watcher = _Watcher(list(pending))
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED) and len(watcher._ended) < len(pending):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    try:
        while pending:
            ended = watcher.next(end)
            if not ended:
                break
            pending.difference_update(ended)
            done.update(ended)
            failed = any(not future.cancelled() and future._exception for future in ended)
            if return_when == FIRST_COMPLETED or return_when == FIRST_EXCEPTION and failed:
                break
    finally:
        watcher.close()
    return DoneAndNotDoneFutures(done, pending)


class Executor:
    """What runs calls and returns their futures."""

    def submit(self, fn, /, *args, **kwargs):
        """Has fn(*args, **kwargs) called."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """The results of fn for the items, in their order. All calls are submitted at once."""
        end = None if timeout is None else monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    future = futures.pop()
                    try:
                        result = future.result(None if end is None else end - monotonic())
                    finally:
                        future.cancel()
                    yield result
            finally:
                for future in futures:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Accepts no more calls."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
