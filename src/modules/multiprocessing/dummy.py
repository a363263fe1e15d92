"""The interface of multiprocessing, with threads for processes."""

import threading
from queue import Queue
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore
from types import SimpleNamespace

__all__ = ["Process", "current_process", "active_children", "freeze_support", "Lock", "RLock", "Semaphore", "BoundedSemaphore",
           "Condition", "Event", "Barrier", "Queue", "Manager", "Pipe", "Pool", "JoinableQueue"]

JoinableQueue = Queue
current_process = threading.current_thread
list, dict, Namespace = list, dict, SimpleNamespace


class DummyProcess(threading.Thread):
    """A thread that looks like a process."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        super().__init__(group, target, name, args, kwargs)
        self._parent, self._children = current_process(), set()

    def start(self):
        if hasattr(self._parent, "_children"):
            self._parent._children.add(self)
        super().start()

    @property
    def exitcode(self):
        return 0 if self.ident is not None and not self.is_alive() else None


Process = DummyProcess
current_process()._children = set()


def active_children():
    """The processes that the calling one has started and that still run."""
    children = current_process()._children
    children -= {child for child in children if not child.is_alive()}
    return [*children]


def freeze_support():
    pass


class Value:
    """A variable that all share."""

    def __init__(self, typecode, value, lock=True):
        self._typecode, self.value = typecode, value

    def __repr__(self):
        return f"<{type(self).__name__}({self._typecode!r}, {self.value!r})>"


def Array(typecode, sequence, lock=True):
    import array

    return array.array(typecode, sequence)


def Manager():
    import multiprocessing.dummy

    return multiprocessing.dummy


def shutdown():
    pass


class Connection:
    """One end of a pipe."""

    def __init__(self, incoming, outgoing):
        self._in, self._out = incoming, outgoing
        self.recv, self.send = incoming.get, outgoing.put

    def poll(self, timeout=0.0):
        with self._in.not_empty:
            return self._in.not_empty.wait_for(self._in._qsize, timeout) > 0

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def Pipe(duplex=True):
    """Two connected ends."""
    there, back = Queue(), Queue()
    return Connection(there, back), Connection(back, there)


def Pool(processes=None, initializer=None, initargs=()):
    from multiprocessing.pool import ThreadPool

    return ThreadPool(processes, initializer, initargs)
