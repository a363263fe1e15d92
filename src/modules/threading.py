"""Threads and what they wait for each other with, as Python's threading module has them.

What must wait does so in `_thread`, which tells the GIL why: an event, a condition and the end of a thread count as
idle, a lock that another thread has as lock. Everything else is here.
"""

import _thread
from _thread import get_ident, get_native_id, stack_size, RLock, TIMEOUT_MAX, _ThreadHandle
from _thread import _current, _excepthook as excepthook
from _structseq import structseq

__all__ = ["get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX",
           "Event", "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError",
           "Timer", "ThreadError", "settrace", "setprofile", "settrace_all_threads", "setprofile_all_threads", "local",
           "stack_size", "excepthook", "ExceptHookArgs", "get_native_id", "getprofile", "gettrace"]

Lock = _thread.lock
ThreadError = _thread.error
ExceptHookArgs = structseq("_thread._ExceptHookArgs", "exc_type exc_value exc_traceback thread")
__excepthook__ = excepthook

_active = {}  # the threads that were started and have not ended, by id()
_numbers = iter(range(1, 2**61))


class Thread:
    """A thread: runs target(*args, **kwargs), or what a subclass makes of run()."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name:
            name = str(name)
        else:
            name = f"Thread-{next(_numbers)}"
            if hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._handle = _ThreadHandle()
        self._initialized = True

    def start(self):
        """Starts it: once."""
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._handle.ident is not None:
            raise RuntimeError("threads can only be started once")
        _active[id(self)] = self
        try:
            _thread._start(self, self._bootstrap, self._handle, self._name, self._daemonic)
        except BaseException:
            if self._handle.ident is None:
                _active.pop(id(self), None)
            raise

    def run(self):
        """What the thread does."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # The thread may be a part of what its function was given.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self.run()
        except BaseException as exception:
            _report(self, exception)
        finally:
            _active.pop(id(self), None)

    def join(self, timeout=None):
        """Waits for its end, at most so many seconds."""
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._handle.ident is None:
            raise RuntimeError("cannot join thread before it is started")
        if self is _current():
            raise RuntimeError("cannot join current thread")
        self._handle.join(timeout)

    def is_alive(self):
        """Whether it was started and has not ended."""
        assert self._initialized, "Thread.__init__() not called"
        return self._handle.ident is not None and not self._handle.is_done()

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)
        self._handle.rename(self._name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._handle.ident

    @property
    def native_id(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._handle.native_id

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._handle.ident is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def getName(self):
        _deprecated("getName() is deprecated, get the name attribute instead")
        return self.name

    def setName(self, name):
        _deprecated("setName() is deprecated, set the name attribute instead")
        self.name = name

    def isDaemon(self):
        _deprecated("isDaemon() is deprecated, get the daemon attribute instead")
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated("setDaemon() is deprecated, set the daemon attribute instead")
        self.daemon = daemonic

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        ident = self._handle.ident
        status = "initial" if ident is None else "stopped" if self._handle.is_done() else "started"
        if self._daemonic:
            status += " daemon"
        if ident is not None:
            status += f" {ident}"
        return f"<{self.__class__.__name__}({self._name}, {status})>"


def _report(thread, exception):
    """Tells of an exception that ended a thread, by the hook."""
    hook = excepthook
    if hook is None:
        hook = __excepthook__
    try:
        hook(ExceptHookArgs((type(exception), exception, exception.__traceback__, thread)))
    except BaseException as failed:
        failed.__suppress_context__ = True
        _complain("Exception in threading.excepthook:", failed)


class _MainThread(Thread):
    """The thread that runs the script."""

    def __init__(self):
        self._target, self._args, self._kwargs = None, (), {}
        self._name, self._daemonic = "MainThread", False
        self._handle = _thread._main_handle()
        self._initialized = True
        _active[id(self)] = self


class _DummyThread(Thread):
    """A thread that was started without this module."""

    def __init__(self):
        super().__init__(name=f"Dummy-{next(_numbers)}", daemon=True)
        self._ident = get_ident()

    @property
    def ident(self):
        return self._ident

    def is_alive(self):
        return True

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")

    def __repr__(self):
        return f"<_DummyThread({self._name}, started daemon {self._ident})>"


class Timer(Thread):
    """Calls a function after so many seconds, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        """Stops it if it has not called the function yet."""
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class Event:
    """A flag that threads wait for."""

    def __init__(self):
        self._flag = _thread._Event()

    def is_set(self):
        """Whether it is set."""
        return self._flag.is_set()

    def isSet(self):
        _deprecated("isSet() is deprecated, use is_set() instead")
        return self.is_set()

    def set(self):
        """Sets it, and wakes all that wait for it."""
        self._flag.set()

    def clear(self):
        """Clears it."""
        self._flag.clear()

    def wait(self, timeout=None):
        """Waits until it is set: true; false after so many seconds."""
        return self._flag.wait(timeout)

    def __repr__(self):
        cls = self.__class__
        status = "set" if self._flag.is_set() else "unset"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {status}>"


class Condition:
    """A lock, and a queue of threads that wait until another one notifies them."""

    _kind = "Condition"

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        # A lock that can be taken several times says how to free it altogether.
        if hasattr(lock, "_release_save"):
            self._release_save = lock._release_save
        if hasattr(lock, "_acquire_restore"):
            self._acquire_restore = lock._acquire_restore
        if hasattr(lock, "_is_owned"):
            self._is_owned = lock._is_owned
        self._waiters = _thread._Waiters(self._kind)

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        """Frees the lock, waits until notified or for so many seconds, takes the lock again."""
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        ticket = self._waiters.enter()
        state = self._release_save()
        try:
            return self._waiters.wait(ticket, timeout)
        finally:
            self._acquire_restore(state)

    def wait_for(self, predicate, timeout=None):
        """Waits until the predicate is true; returns what it said last."""
        end = None
        result = predicate()
        while not result:
            if timeout is not None:
                now = _monotonic()
                if end is None:
                    end = now + timeout
                if end <= now:
                    break
                self.wait(end - now)
            else:
                self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        """Wakes up to n threads that wait."""
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._waiters.wake(n)

    def notify_all(self):
        """Wakes all threads that wait."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated("notifyAll() is deprecated, use notify_all() instead")
        self.notify_all()


class Semaphore:
    """A counter: acquire() takes one off and waits while there is none, release() gives one back."""

    _limit = None

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._counter = _thread._Semaphore(value)

    @property
    def _value(self):
        return self._counter.value

    def __repr__(self):
        cls = self.__class__
        limit = "" if self._limit is None else f"/{self._limit}"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}{limit}>"

    def acquire(self, blocking=True, timeout=None):
        """Takes one off: true; false if there was none in time."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        return self._counter.acquire(blocking, timeout)

    __enter__ = acquire

    def release(self, n=1):
        """Gives n back."""
        if n < 1:
            raise ValueError("n must be one or more")
        if not self._counter.release(n, self._limit):
            raise ValueError("Semaphore released too many times")

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that is never given back more than was taken off."""

    def __init__(self, value=1):
        super().__init__(value)
        self._limit = value


class _BarrierCondition(Condition):
    _kind = "Barrier"


class Barrier:
    """Lets threads go on only when so many of them have come."""

    _FILLING, _DRAINING, _RESETTING, _BROKEN = 0, 1, -1, -2

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = _BarrierCondition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = self._FILLING
        self._count = 0

    def __repr__(self):
        cls = self.__class__
        if self.broken:
            return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: broken>"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: waiters={self.n_waiting}/{self.parties}>"

    def wait(self, timeout=None):
        """Waits for the others. Returns a number from 0, another one in each thread."""
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            self._enter()
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._release()
                else:
                    self._wait(timeout)
                return index
            finally:
                self._count -= 1
                self._exit()

    def _enter(self):
        # Those of the round before must have left.
        while self._state in (self._RESETTING, self._DRAINING):
            self._cond.wait()
        if self._state < 0:
            raise BrokenBarrierError

    def _release(self):
        try:
            if self._action:
                self._action()
            self._state = self._DRAINING
            self._cond.notify_all()
        except:
            self._break()
            raise

    def _wait(self, timeout):
        if not self._cond.wait_for(lambda: self._state != self._FILLING, timeout):
            self._break()
            raise BrokenBarrierError
        if self._state < 0:
            raise BrokenBarrierError

    def _exit(self):
        if self._count == 0 and self._state in (self._RESETTING, self._DRAINING):
            self._state = self._FILLING
            self._cond.notify_all()

    def reset(self):
        """Back to the start: those that wait get BrokenBarrierError."""
        with self._cond:
            if self._count > 0:
                if self._state in (self._FILLING, self._BROKEN):
                    self._state = self._RESETTING
            else:
                self._state = self._FILLING
            self._cond.notify_all()

    def abort(self):
        """Breaks it: those that wait, and those that will, get BrokenBarrierError."""
        with self._cond:
            self._break()

    def _break(self):
        self._state = self._BROKEN
        self._cond.notify_all()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == self._FILLING else 0

    @property
    def broken(self):
        return self._state == self._BROKEN


class BrokenBarrierError(RuntimeError):
    pass


class local:
    """An object whose attributes are each thread's own."""

    __module__, __qualname__ = "_thread", "_local"

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__key", _thread._LocalKey())
        object.__setattr__(self, "_local__args", (args, kwargs))
        # The thread that makes it runs __init__ by itself.
        _thread._local_dict(object.__getattribute__(self, "_local__key"))
        return self

    def __getattribute__(self, name):
        found = _thread._local_get(self, name, _missing)
        if found is not _missing:
            return found
        own = _own(self)
        if name == "__dict__":
            return own
        cls = type(self)
        if name in own and not _thread._is_data_descriptor(cls, name):
            return own[name]
        if not hasattr(cls, name):
            shown = "_thread._local" if cls is local else cls.__name__
            raise AttributeError(f"'{shown}' object has no attribute '{name}'", name=name, obj=self)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if _thread._local_set(self, name, value):
            return
        own = _own(self)
        if name == "__dict__":
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        if _thread._is_data_descriptor(type(self), name):
            object.__setattr__(self, name, value)
        else:
            own[name] = value

    def __delattr__(self, name):
        own = _own(self)
        if name == "__dict__":
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        if _thread._is_data_descriptor(type(self), name):
            object.__delattr__(self, name)
        elif own.pop(name, _missing) is _missing:
            shown = "_thread._local" if type(self) is local else type(self).__name__
            raise AttributeError(f"'{shown}' object has no attribute '{name}'", name=name, obj=self)


_missing = object()


def _own(it):
    """The calling thread's attributes of a local object. A thread that comes for the first time runs its __init__."""
    own, new = _thread._local_dict(object.__getattribute__(it, "_local__key"))
    if new and type(it).__init__ is not object.__init__:
        args, kwargs = object.__getattribute__(it, "_local__args")
        type(it).__init__(it, *args, **kwargs)
    return own


def current_thread():
    """The Thread object of the calling thread."""
    thread = _current()
    if thread is None:
        thread = _main if get_ident() == 1 else _DummyThread()
        _thread._set_current(thread)
    return thread


def main_thread():
    """The Thread object of the thread that runs the script."""
    return _main


def enumerate():
    """All threads that are alive."""
    return [thread for thread in list(_active.values()) if thread._handle.ident is not None]


def active_count():
    """How many threads are alive."""
    return len(enumerate())


def currentThread():
    _deprecated("currentThread() is deprecated, use current_thread() instead")
    return current_thread()


def activeCount():
    _deprecated("activeCount() is deprecated, use active_count() instead")
    return active_count()


def _deprecated(message):
    import warnings

    warnings.warn(message, DeprecationWarning, stacklevel=3)


# gilscope calls no trace and no profile functions (gilscope run --trace shows what threads do): they are only kept.
_trace = _profile = None


def settrace(func):
    """Keeps a trace function."""
    global _trace
    _trace = func


def setprofile(func):
    """Keeps a profile function."""
    global _profile
    _profile = func


def gettrace():
    """The trace function that settrace() was given."""
    return _trace


def getprofile():
    """The profile function that setprofile() was given."""
    return _profile


settrace_all_threads, setprofile_all_threads = settrace, setprofile

_at_exit = []  # what to call when the script has ended
_ended = False


def _register_atexit(function, *args, **kwargs):
    """Has a function called when the script has ended, before its threads are waited for."""
    if _ended:
        raise RuntimeError("can't register atexit after shutdown")
    _at_exit.append(lambda: function(*args, **kwargs))


def _shutdown():
    """What gilscope calls when the script has ended. It then waits for the threads that are no daemons."""
    global _ended
    _ended = True
    while _at_exit:
        _at_exit.pop()()


_main = _MainThread()
if get_ident() == 1:
    _thread._set_current(_main)

from time import monotonic as _monotonic
from sys import _complain
