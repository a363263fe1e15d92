"""Calls functions at given times, in the thread that calls run()."""

import threading
import time
from _structseq import structseq

__all__ = ["scheduler"]

Event = structseq("Event", "time priority sequence action argument kwargs")
Event.__module__ = "sched"


class scheduler:
    """Functions to call, ordered by time, priority and order of entry."""

    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self.timefunc, self.delayfunc = timefunc, delayfunc
        self._events = []
        self._entered = 0
        self._lock = threading.RLock()

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        """Has action(*argument, **kwargs) called at a time."""
        with self._lock:
            event = Event((time, priority, self._entered, action, argument, {} if kwargs is None else kwargs))
            self._entered += 1
            self._events.append(event)
            self._events.sort(key=lambda event: event[:3])
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        """Has action(*argument, **kwargs) called after a while."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Takes an event off; ValueError if it is not there."""
        with self._lock:
            self._events.remove(event)

    def empty(self):
        """Whether there is nothing to call."""
        return not self._events

    def run(self, blocking=True):
        """Calls everything in time, waiting in between; with blocking=False what is due, and returns how long until the next."""
        while True:
            with self._lock:
                if not self._events:
                    return None
                event = self._events[0]
                wait = event.time - self.timefunc()
                if wait <= 0:
                    self._events.pop(0)
            if wait <= 0:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)  # lets other threads run
            elif blocking:
                self.delayfunc(wait)
            else:
                return wait

    @property
    def queue(self):
        """The events in the order in which they will be called."""
        return self._events[:]
