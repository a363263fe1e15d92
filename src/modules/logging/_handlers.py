"""Where records go: to streams and to files."""

import os
import sys
import threading

from logging._records import NOTSET, Filterer, check_level, default_formatter, getLevelName

_handlers = []  # in the order in which they were made
_named = {}


class Handler(Filterer):
    """Something that records are handed to."""

    def __init__(self, level=NOTSET):
        Filterer.__init__(self)
        self._name = None
        self.level = check_level(level)
        self.formatter = None
        self._closed = False
        self.lock = None
        _handlers.append(self)
        self.createLock()

    def get_name(self):
        return self._name

    def set_name(self, name):
        _named.pop(self._name, None)
        self._name = name
        if name:
            _named[name] = self

    name = property(get_name, set_name)

    def createLock(self):
        self.lock = threading.RLock()

    def acquire(self):
        if self.lock:
            self.lock.acquire()

    def release(self):
        if self.lock:
            self.lock.release()

    def setLevel(self, level):
        """Handles nothing below this level."""
        self.level = check_level(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or default_formatter).format(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        """Emits a record, one at a time, unless a filter is against it."""
        result = self.filter(record)
        if result:
            self.acquire()
            try:
                self.emit(result)
            finally:
                self.release()
        return result

    def handleError(self, record):
        """Tells of the exception that a record could not be emitted for."""
        import logging

        if logging.raiseExceptions and sys.stderr:
            try:
                text = sys._exception_text(sys.exception())
                stack = logging._stack_text(2).partition("\n")[2]
                sys.stderr.write(f"--- Logging error ---\n{text}Call stack:\n{stack}\n")
                sys.stderr.write(f"Message: {record.msg!r}\nArguments: {record.args}\n")
            except OSError:
                pass

    def flush(self):
        pass

    def close(self):
        self._closed = True
        _named.pop(self._name, None)

    def __repr__(self):
        return f"<{self.__class__.__name__} ({getLevelName(self.level)})>"


class NullHandler(Handler):
    """Does nothing."""

    def handle(self, record):
        pass

    emit = handle

    def createLock(self):
        self.lock = None


class StreamHandler(Handler):
    """Writes to a stream, which it does not close: sys.stderr unless told otherwise."""

    terminator = "\n"

    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        self.acquire()
        try:
            if self.stream and hasattr(self.stream, "flush"):
                self.stream.flush()
        finally:
            self.release()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        """Writes to another stream. Returns the one before, or None if it is the same."""
        if stream is self.stream:
            return None
        self.flush()
        before, self.stream = self.stream, stream
        return before

    def __repr__(self):
        name = getattr(self.stream, "name", "")
        return f"<{self.__class__.__name__} {f'{name} ' if name else ''}({getLevelName(self.level)})>"


class LastResort(StreamHandler):
    """Writes to what is sys.stderr at the time."""

    def __init__(self, level):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


LastResort.__name__ = LastResort.__qualname__ = "_StderrHandler"


class FileHandler(StreamHandler):
    """Writes to a file."""

    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        self.baseFilename = os.path.abspath(os.fspath(filename))
        self.mode, self.encoding, self.delay, self.errors = mode, encoding, delay, errors
        if delay:
            Handler.__init__(self)
            self.stream = None
        else:
            StreamHandler.__init__(self, self._open())

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)

    def emit(self, record):
        if self.stream is None and (self.mode != "w" or not self._closed):
            self.stream = self._open()
        if self.stream:
            StreamHandler.emit(self, record)

    def close(self):
        self.acquire()
        try:
            if self.stream:
                self.flush()
                stream, self.stream = self.stream, None
                stream.close()
            StreamHandler.close(self)
        finally:
            self.release()

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.baseFilename} ({getLevelName(self.level)})>"


def getHandlerByName(name):
    """The handler of a name, or None."""
    return _named.get(name)


def getHandlerNames():
    """The names of handlers."""
    return frozenset(_named)


def shutdown():
    """Flushes and closes all handlers, the last one first."""
    for handler in _handlers[::-1]:
        try:
            handler.acquire()
            try:
                handler.flush()
                handler.close()
            finally:
                handler.release()
        except (OSError, ValueError):
            pass  # closed or gone already


for _class in (Handler, NullHandler, StreamHandler, LastResort, FileHandler):
    _class.__module__ = "logging"
