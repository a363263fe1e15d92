# A connection as a file of lines.
import socket
import threading

a, b = socket.socketpair()
with a.makefile("w") as out, b.makefile("r") as lines:
    print("first line", file=out)
    out.write("second\n")
    out.flush()
    print(lines.readline(), end="")
    print(lines.readline(), end="")
    out.writelines(["a\n", "b\n", "no newline"])
    out.flush()
    a.shutdown(socket.SHUT_WR)
    print(lines.read().splitlines(), lines.readline() == "")
a.close()
b.close()

a, b = socket.socketpair()
reader = b.makefile("rb")
b.close()
a.sendall(b"GET / HTTP/1.0\r\nHost: x\r\n\r\nbody")
a.close()
print(reader.readline())
for line in reader:
    print(line)
print(reader.closed)
reader.close()
print(reader.closed)


def shout(connection):
    with connection, connection.makefile("rw", encoding="utf-8") as stream:
        for line in stream:
            stream.write(line.upper())
            stream.flush()


a, b = socket.socketpair()
thread = threading.Thread(target=shout, args=(b,))
thread.start()
with a, a.makefile("rw", encoding="utf-8", newline="\n") as stream:
    for word in ("hello", "grüße"):
        print(word, file=stream, flush=True)
        print(stream.readline(), end="")
    a.shutdown(socket.SHUT_WR)
    print(repr(stream.read()))
thread.join()
try:
    socket.socket().makefile("a")
except ValueError as error:
    print(error)
