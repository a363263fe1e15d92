"""More handlers: through a queue to another thread, into memory, into files that are replaced when they are full."""

import logging
import os
import threading

from logging import ERROR, FileHandler, Handler, makeLogRecord


class QueueHandler(Handler):
    """Puts records into a queue, so that another thread does the writing."""

    def __init__(self, queue):
        Handler.__init__(self)
        self.queue = queue
        self.listener = None

    def enqueue(self, record):
        self.queue.put_nowait(record)

    def prepare(self, record):
        """A record that needs nothing of this thread any more: its text is made."""
        text = self.format(record)
        done = {"message": text, "msg": text, "args": None, "exc_info": None, "exc_text": None, "stack_info": None}
        return makeLogRecord(record.__dict__ | done)

    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)


class QueueListener:
    """Takes records from a queue, in a thread of its own, and hands them to handlers."""

    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue = queue
        self.handlers = handlers
        self.respect_handler_level = respect_handler_level
        self._thread = None

    def dequeue(self, block):
        return self.queue.get(block)

    def start(self):
        """Starts the thread."""
        self._thread = threading.Thread(target=self._monitor, daemon=True)
        self._thread.start()

    def prepare(self, record):
        return record

    def handle(self, record):
        """Hands a record to the handlers."""
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def _monitor(self):
        while (record := self.dequeue(True)) is not self._sentinel:
            self.handle(record)
            self._task_done()
        self._task_done()

    def _task_done(self):
        if hasattr(self.queue, "task_done"):
            self.queue.task_done()

    def enqueue_sentinel(self):
        self.queue.put_nowait(self._sentinel)

    def stop(self):
        """Waits until what is in the queue is handled, and for the end of the thread."""
        if self._thread:
            self.enqueue_sentinel()
            self._thread.join()
            self._thread = None


class BufferingHandler(Handler):
    """Keeps records until there are so many."""

    def __init__(self, capacity):
        Handler.__init__(self)
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        self.acquire()
        try:
            self.buffer.clear()
        finally:
            self.release()

    def close(self):
        try:
            self.flush()
        finally:
            Handler.close(self)


class MemoryHandler(BufferingHandler):
    """Hands what it keeps to another handler when there is much, or something bad."""

    def __init__(self, capacity, flushLevel=ERROR, target=None, flushOnClose=True):
        BufferingHandler.__init__(self, capacity)
        self.flushLevel, self.target, self.flushOnClose = flushLevel, target, flushOnClose

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel

    def setTarget(self, target):
        self.target = target

    def flush(self):
        self.acquire()
        try:
            if self.target:
                for record in self.buffer:
                    self.target.handle(record)
                self.buffer.clear()
        finally:
            self.release()

    def close(self):
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            self.target = None
            Handler.close(self)


class RotatingFileHandler(FileHandler):
    """Writes to a file that is renamed to file.1 when it is full, file.1 to file.2 and so on."""

    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        FileHandler.__init__(self, filename, "a" if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def rotation_filename(self, default_name):
        return default_name

    def rotate(self, source, dest):
        if os.path.exists(source):
            os.replace(source, dest)

    def doRollover(self):
        """Begins a new file."""
        if self.stream:
            self.stream.close()
            self.stream = None
        names = [self.baseFilename]
        names += [self.rotation_filename(f"{self.baseFilename}.{number}") for number in range(1, self.backupCount + 1)]
        for source, dest in list(zip(names, names[1:]))[::-1]:
            self.rotate(source, dest)
        if not self.delay:
            self.stream = self._open()

    def shouldRollover(self, record):
        if self.maxBytes <= 0:
            return False
        if self.stream is None:
            self.stream = self._open()
        size = self.stream.tell()
        return size > 0 and size + len(f"{self.format(record)}\n".encode()) >= self.maxBytes

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            FileHandler.emit(self, record)
        except Exception:
            self.handleError(record)
