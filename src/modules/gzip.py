"""Compressed files, as the program gzip makes them."""

import io
import zlib

READ, WRITE = "rb", "wb"


class BadGzipFile(OSError):
    """A file that is no such one."""


def compress(data, compresslevel=9, *, mtime=None):
    return zlib.compress(data, compresslevel, 31)


def decompress(data):
    """What all parts of the data say, one after the other."""
    parts = []
    while data:
        if data[:2] != b"\x1f\x8b":
            raise BadGzipFile(f"Not a gzipped file ({data[:2]!r})")
        unpacker = zlib.decompressobj(31)
        parts.append(unpacker.decompress(data))
        if not unpacker.eof:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        data = unpacker.unused_data.lstrip(b"\0")
    return b"".join(parts)


class GzipFile(io.BufferedIOBase):
    """A file that compresses what is written and decompresses what is read. What is read is kept in memory."""

    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        mode = mode or getattr(fileobj, "mode", "rb")
        if "t" in mode or "U" in mode:
            raise ValueError(f"Invalid mode: {mode!r}")
        self._reads = mode.startswith("r")
        self.mode = READ if self._reads else WRITE
        self._mine = None if fileobj is not None else _open_file(filename, mode[0] + "b")
        self.fileobj = fileobj if fileobj is not None else self._mine
        self.name = filename if filename is not None else getattr(fileobj, "name", "")
        self._packer = None if self._reads else zlib.compressobj(compresslevel, 8, 31)
        self._data = None
        self._size = 0

    def readable(self):
        return self._reads

    def writable(self):
        return not self._reads

    def seekable(self):
        return self._reads

    def _reader(self):
        self._check_open()
        if not self._reads:
            raise OSError(9, "read() on write-only GzipFile object")
        if self._data is None:
            self._data = io.BytesIO(decompress(self.fileobj.read()))
        return self._data

    def read(self, size=-1):
        return self._reader().read(size)

    def read1(self, size=-1):
        return self._reader().read(size)

    def readline(self, size=-1):
        return self._reader().readline(size)

    def seek(self, offset, whence=0):
        return self._reader().seek(offset, whence)

    def tell(self):
        return self._reader().tell() if self._reads else self._size

    def write(self, data):
        self._check_open()
        if self._reads:
            raise OSError(9, "write() on read-only GzipFile object")
        self.fileobj.write(self._packer.compress(data))
        self._size += len(data)
        return len(data)

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        self._check_open()
        if not self._reads:
            self.fileobj.write(self._packer.flush(zlib_mode))
            self.fileobj.flush()

    def close(self):
        if self.closed:
            return
        self.closed = True
        try:
            if not self._reads:
                self.fileobj.write(self._packer.flush())
        finally:
            if self._mine is not None:
                self._mine.close()


class _Text(io.TextIOBase):
    """Text over a compressed file."""

    def __init__(self, file, encoding, errors):
        self.buffer, self.encoding, self.errors = file, encoding or "utf-8", errors or "strict"

    closed = property(lambda self: self.buffer.closed)

    def _text(self, data):
        return data.decode(self.encoding, self.errors).replace("\r\n", "\n")

    def read(self, size=-1):
        if size is None or size < 0:
            return self._text(self.buffer.read())
        data = self.buffer.read(size)
        # A character may have several bytes.
        while data and len(text := data.decode(self.encoding, "ignore")) < size and (more := self.buffer.read(1)):
            data += more
        return self._text(data)

    def readline(self, size=-1):
        return self._text(self.buffer.readline(size))

    def write(self, text):
        self.buffer.write(text.encode(self.encoding, self.errors))
        return len(text)

    def flush(self):
        self.buffer.flush()

    def close(self):
        self.buffer.close()


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    """A compressed file, by its path or over another file."""
    if "t" in mode and "b" in mode:
        raise ValueError(f"Invalid mode: {mode!r}")
    path = isinstance(filename, (str, bytes)) or hasattr(filename, "__fspath__")
    binary = mode.replace("t", "")
    file = GzipFile(filename if path else None, binary, compresslevel, None if path else filename)
    return _Text(file, encoding, errors) if "t" in mode else file


from builtins import open as _open_file
