"""Waiting for several files, each with what the program wants to remember of it."""

import select
from _structseq import structseq

EVENT_READ, EVENT_WRITE = 1, 2

SelectorKey = structseq("SelectorKey", "fileobj fd events data")


def _number(fileobj):
    """The descriptor of a file."""
    if isinstance(fileobj, int):
        number = fileobj
    else:
        try:
            number = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f"Invalid file object: {fileobj!r}") from None
    if number < 0:
        raise ValueError(f"Invalid file descriptor: {number}")
    return number


class _Map:
    """A selector's keys by file."""

    def __init__(self, selector):
        self._selector = selector

    def __len__(self):
        return len(self._selector._keys)

    def __iter__(self):
        return iter([key.fileobj for key in self._selector._keys.values()])

    def get(self, fileobj, default=None):
        return self._selector._keys.get(self._selector._lookup(fileobj), default)

    def __contains__(self, fileobj):
        return self.get(fileobj) is not None

    def __getitem__(self, fileobj):
        key = self.get(fileobj)
        if key is None:
            raise KeyError(f"{fileobj!r} is not registered")
        return key

    def keys(self):
        return list(self)

    def values(self):
        return list(self._selector._keys.values())

    def items(self):
        return [(key.fileobj, key) for key in self._selector._keys.values()]


class BaseSelector:
    """What selectors have in common: the keys by descriptor."""

    def __init__(self):
        self._keys = {}
        self._map = _Map(self)

    def _lookup(self, fileobj):
        try:
            return _number(fileobj)
        except ValueError:
            # A file that was closed is found by itself.
            for number, key in self._keys.items():
                if key.fileobj is fileobj:
                    return number
            raise

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError(f"Invalid events: {events!r}")
        number = self._lookup(fileobj)
        if number in self._keys:
            raise KeyError(f"{fileobj!r} (FD {number}) is already registered")
        key = SelectorKey((fileobj, number, events, data))
        self._add(number, events)
        self._keys[number] = key
        return key

    def unregister(self, fileobj):
        number = self._lookup(fileobj)
        if number not in self._keys:
            raise KeyError(f"{fileobj!r} is not registered")
        self._remove(number)
        return self._keys.pop(number)

    def modify(self, fileobj, events, data=None):
        number = self._lookup(fileobj)
        if number not in self._keys:
            raise KeyError(f"{fileobj!r} is not registered")
        key = self._keys[number]
        if events != key.events:
            self.unregister(fileobj)
            return self.register(fileobj, events, data)
        if data is not key.data:
            key = self._keys[number] = SelectorKey((key.fileobj, number, events, data))
        return key

    def select(self, timeout=None):
        """Waits until a file is ready, or so many seconds: a list of (key, events)."""
        timeout = None if timeout is None else max(timeout, 0)
        ready = []
        for number, events in self._wait(timeout):
            key = self._keys.get(number)
            if key and events & key.events:
                ready.append((key, events & key.events))
        return ready

    def get_key(self, fileobj):
        if self._map is None:
            raise RuntimeError("Selector is closed")
        return self._map[fileobj]

    def get_map(self):
        return self._map

    def close(self):
        self._keys.clear()
        self._map = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def _add(self, number, events):
        pass

    def _remove(self, number):
        pass


class SelectSelector(BaseSelector):
    """On select.select()."""

    def _wait(self, timeout):
        readers = [number for number, key in self._keys.items() if key.events & EVENT_READ]
        writers = [number for number, key in self._keys.items() if key.events & EVENT_WRITE]
        readable, writable, _ = select.select(readers, writers, [], timeout)
        ready = dict.fromkeys(readable, EVENT_READ)
        for number in writable:
            ready[number] = ready.get(number, 0) | EVENT_WRITE
        return ready.items()


class _PollSelector(BaseSelector):
    """On an object that keeps the files itself."""

    def __init__(self):
        super().__init__()
        self._poll = self._make()

    def _add(self, number, events):
        mask = (events & EVENT_READ and select.POLLIN) | (events & EVENT_WRITE and select.POLLOUT)
        self._poll.register(number, mask)

    def _remove(self, number):
        try:
            self._poll.unregister(number)
        except OSError:
            # The file was closed before.
            pass

    def _wait(self, timeout):
        for number, events in self._poll.poll(self._in_units(timeout)):
            # An error wakes both.
            readable = events & ~select.POLLOUT and EVENT_READ
            writable = events & ~select.POLLIN and EVENT_WRITE
            yield number, readable | writable


class PollSelector(_PollSelector):
    """On select.poll()."""

    _make = select.poll

    @staticmethod
    def _in_units(timeout):
        return None if timeout is None else timeout * 1000


DefaultSelector = PollSelector

if hasattr(select, "epoll"):

    class EpollSelector(_PollSelector):
        """On select.epoll()."""

        _make = select.epoll

        @staticmethod
        def _in_units(timeout):
            return timeout

        def fileno(self):
            return self._poll.fileno()

        def close(self):
            self._poll.close()
            super().close()

    DefaultSelector = EpollSelector
