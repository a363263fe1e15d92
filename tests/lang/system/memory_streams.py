# io.StringIO and io.BytesIO.
import io


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


s = io.StringIO("one\ntwo\nthree")
print(s.readline(), s.read(2), s.tell(), s.readlines(), s.read(), s.readline())
print(s.seek(0), s.read(3), s.seek(0, 2), s.write(" four"), s.getvalue())
s.seek(4)
s.write("TWO")
print(s.getvalue().split(), s.truncate(5), repr(s.getvalue()), s.tell(), s.truncate())
s = io.StringIO()
print("a", 1, None, file=s, sep="-", end="!\n")
s.writelines(["x\n", "y"])
print(repr(s.getvalue()), s.readable(), s.writable(), s.seekable(), s.closed, s.isatty(), s.line_buffering, s.encoding, s.errors, s.newlines)
s.seek(10)
s.write("z")
print(repr(s.getvalue()))
with io.StringIO("a\r\nb\rc\n", newline=None) as s:
    print(list(s), s.getvalue())
print(s.closed)
for newline in ("", "\n", "\r", "\r\n"):
    s = io.StringIO("a\r\nb\rc\nd", newline=newline)
    print(repr(newline), list(s), repr(s.getvalue()))
s = io.StringIO(newline="\r\n")
s.write("a\nb")
print(repr(s.getvalue()))
attempt(s.write, b"bytes")
attempt(s.seek, -1)
attempt(s.seek, 1, 1)
attempt(s.seek, 0, 5)
attempt(s.truncate, -1)
attempt(s.fileno)
attempt(io.StringIO, 5)
s.close()
for name in ("read", "write", "getvalue", "seek", "tell", "flush", "readline", "truncate"):
    attempt(getattr(s, name), *(["x"] if name == "write" else [0] if name == "seek" else []))
attempt(next, io.StringIO())
attempt(list, s)

b = io.BytesIO(b"hello\nworld\n")
print(b.readline(), b.read(3), b.tell(), b.read1(), b.read(), b.seek(-3, 2), b.read())
print(b.seek(0), b.write(b"HE"), b.getvalue(), b.seek(2, 1), b.read(1), list(b))
buffer = bytearray(4)
b.seek(0)
print(b.readinto(buffer), buffer, bytes(b.getbuffer()), b.seek(20), b.write(bytearray(b"end")), b.getvalue())
print(b.truncate(3), b.getvalue(), b.readable(), b.readlines())
attempt(b.write, "text")
attempt(b.seek, -1)
attempt(b.seek, 0, 9)
attempt(b.fileno)
b.close()
attempt(b.read)
attempt(b.getvalue)
print(isinstance(s, io.TextIOBase), isinstance(b, io.BufferedIOBase), isinstance(b, io.IOBase), isinstance(s, io.StringIO))
print(io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.DEFAULT_BUFFER_SIZE, io.open is open, issubclass(io.UnsupportedOperation, OSError))
