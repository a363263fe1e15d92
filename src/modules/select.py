"""Waiting until one of several files can be used: select(), poll() and Linux's epoll()."""

import _select
from _select import *
from errno import EBADF, ENOENT

error = OSError
PIPE_BUF = 4096

_READABLE = POLLIN | POLLHUP | POLLERR
_WRITABLE = POLLOUT | POLLERR


def _number(file):
    """The descriptor of a file, or that is one."""
    if isinstance(file, int):
        number = file
    else:
        try:
            ask = file.fileno
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method.") from None
        number = ask()
        if not isinstance(number, int):
            raise TypeError("fileno() returned a non-integer")
    if number < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({number})")
    return number


def select(rlist, wlist, xlist, timeout=None, /):
    """Those of three lists of files that can be read, written, or have urgent news."""
    if timeout is not None:
        if not isinstance(timeout, (int, float)):
            raise TypeError("timeout must be a float or None")
        if timeout < 0:
            raise ValueError("timeout must be non-negative")
    lists = []
    for files in rlist, wlist, xlist:
        try:
            lists.append([(file, _number(file)) for file in files])
        except TypeError as error:
            if "is not iterable" in str(error):
                raise TypeError("arguments 1-3 must be sequences") from None
            raise
    wanted = {}
    for files, events in zip(lists, (POLLIN, POLLOUT, POLLPRI)):
        for _, number in files:
            wanted[number] = wanted.get(number, 0) | events
    ready = dict(_select.wait(list(wanted.items()), timeout))
    if any(events & POLLNVAL for events in ready.values()):
        raise OSError(EBADF, "Bad file descriptor")
    return tuple(
        [file for file, number in files if ready.get(number, 0) & events]
        for files, events in zip(lists, (_READABLE, _WRITABLE, POLLPRI))
    )


class poll:
    """Files, and what each is to be ready for."""

    def __init__(self):
        self._files = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._files[_number(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        number = _number(fd)
        if number not in self._files:
            raise OSError(ENOENT, "No such file or directory")
        self._files[number] = eventmask

    def unregister(self, fd, /):
        del self._files[_number(fd)]

    def poll(self, timeout=None, /):
        """Waits so many milliseconds at most: pairs of a descriptor and what it is ready for."""
        if timeout is not None:
            timeout = None if timeout < 0 else timeout / 1000
        return _select.wait(list(self._files.items()), timeout)


if hasattr(_select, "epoll_wait"):

    class epoll:
        """Files that the system keeps watch on, and that threads may add to while another waits."""

        def __init__(self, sizehint=-1, flags=0):
            self._fd = epoll_create()

        closed = property(lambda self: self._fd < 0)

        def fileno(self):
            self._check()
            return self._fd

        def _check(self):
            if self.closed:
                raise ValueError("I/O operation on closed epoll object")

        def close(self):
            if not self.closed:
                number, self._fd = self._fd, -1
                os.close(number)

        def __enter__(self):
            self._check()
            return self

        def __exit__(self, *args):
            self.close()

        def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
            self._check()
            epoll_control(self._fd, EPOLL_CTL_ADD, _number(fd), eventmask)

        def modify(self, fd, eventmask):
            self._check()
            epoll_control(self._fd, EPOLL_CTL_MOD, _number(fd), eventmask)

        def unregister(self, fd):
            self._check()
            epoll_control(self._fd, EPOLL_CTL_DEL, _number(fd), 0)

        def poll(self, timeout=None, maxevents=-1):
            """Waits so many seconds at most: pairs of a descriptor and what it is ready for."""
            self._check()
            if maxevents == -1:
                maxevents = 1023
            elif maxevents < 1:
                raise ValueError(f"maxevents must be greater than 0, got {maxevents}")
            return epoll_wait(self._fd, maxevents, None if timeout is None or timeout < 0 else timeout)


import os
