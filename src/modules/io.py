"""Streams in memory. Files are what the built-in open() returns."""

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
BlockingIOError = BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    pass


UnsupportedOperation.__module__ = "io"


class IOBase:
    """What streams have in common, in terms of readline() and write()."""

    closed = False

    def close(self):
        self.closed = True

    def flush(self):
        self._check_open()

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def isatty(self):
        self._check_open()
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def readlines(self, hint=-1, /):
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines, /):
        self._check_open()
        for line in lines:
            self.write(line)

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *args):
        self.close()

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = errors = newlines = None


class _Memory:
    """A stream over a value that is as long as needed."""

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check_open()
        if self._pending:
            # What was written at the end is joined when it is asked for.
            self._value = self._empty.join([self._value, *self._pending])
            self._pending.clear()
            self._length = 0
        return self._value

    def _put(self, data):
        end = len(self._value) + self._length
        if self._position == end:
            self._pending.append(data)
            self._length += len(data)
        else:
            value = self.getvalue()
            if self._position > end:
                value += self._filler * (self._position - end)
            self._value = value[: self._position] + data + value[self._position + len(data) :]
        self._position += len(data)
        return len(data)

    def read(self, size=-1, /):
        value = self.getvalue()
        end = len(value) if size is None or size < 0 else self._position + size
        data = value[self._position : end]
        self._position += len(data)
        return data

    def readline(self, size=-1, /):
        value = self.getvalue()
        end = value.find(self._newline, self._position) + 1 or len(value)
        if size is not None and size >= 0:
            end = min(end, self._position + size)
        data = value[self._position : end]
        self._position += len(data)
        return data

    def tell(self):
        self._check_open()
        return self._position

    def truncate(self, size=None, /):
        value = self.getvalue()
        size = self._position if size is None else size
        if size < 0:
            raise ValueError(f"Negative size value {size}")
        self._value = value[:size]
        return size


class StringIO(_Memory, TextIOBase):
    """Text in memory."""

    line_buffering = False

    _empty, _filler, _newline = "", "\0", "\n"

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is None:
            initial_value = ""
        if not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        self._ending = newline
        self._value = self._translated(initial_value)
        self._pending, self._length, self._position = [], 0, 0

    def _translated(self, text):
        if self._ending is None:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        return text.replace("\n", self._ending) if self._ending else text

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def flush(self):
        pass

    def __iter__(self):
        super()._check_open()
        return self

    def readline(self, size=-1, /):
        if self._ending in (None, "\n"):
            return super().readline(size)
        text, start = self.getvalue(), self._position
        endings = [self._ending] if self._ending else ["\r\n", "\n", "\r"]
        ends = [place + len(ending) for ending in endings if (place := text.find(ending, start)) >= 0]
        # The longest of those that begin first: a lone \r is no end before \n.
        end = min(ends, default=len(text))
        if text[end - 1 : end + 1] == "\r\n" and not self._ending:
            end += 1
        return self.read(end - start if size is None or size < 0 else min(size, end - start))

    def write(self, text, /):
        self._check_open()
        if not isinstance(text, str):
            raise TypeError(f"string argument expected, got '{type(text).__name__}'")
        self._put(self._translated(text))
        return len(text)

    def seek(self, offset, whence=0, /):
        self._check_open()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence and offset:
            raise OSError("Can't do nonzero cur-relative seeks")
        if offset < 0:
            raise ValueError(f"Negative seek position {offset}")
        self._position = (offset, self._position, len(self.getvalue()))[whence]
        return self._position


class BytesIO(_Memory, BufferedIOBase):
    """Bytes in memory."""

    _empty, _filler, _newline = b"", b"\0", b"\n"

    def __init__(self, initial_bytes=b""):
        self._value = b"" if initial_bytes is None else bytes(initial_bytes)
        self._pending, self._length, self._position = [], 0, 0

    def write(self, data, /):
        self._check_open()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(data))

    def read1(self, size=-1, /):
        return self.read(size)

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def getbuffer(self):
        return self.getvalue()

    def seek(self, offset, whence=0, /):
        self._check_open()
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and offset < 0:
            raise ValueError(f"negative seek value {offset}")
        self._position = max(0, (0, self._position, len(self.getvalue()))[whence] + offset)
        return self._position
