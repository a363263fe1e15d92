# Options, reprs and the rest of what a socket knows of itself.
import socket
import sys


def words(*numbers):
    return b"".join(number.to_bytes(4, sys.byteorder) for number in numbers)


s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
for level, name in (
    (socket.SOL_SOCKET, socket.SO_REUSEADDR),
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE),
    (socket.SOL_SOCKET, socket.SO_BROADCAST),
    (socket.IPPROTO_TCP, socket.TCP_NODELAY),
):
    before = s.getsockopt(level, name)
    s.setsockopt(level, name, 1)
    print(before, s.getsockopt(level, name), s.getsockopt(level, name, 4) == words(1))
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF) >= 65536)
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, words(1, 5))
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8) == words(1, 5))
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM, s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
print(repr(s).replace(str(s.fileno()), "N", 1))
s.bind(("127.0.0.1", 0))
port = s.getsockname()[1]
print(repr(s).replace(str(s.fileno()), "N", 1).replace(str(port), "PORT"))
s.listen()
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
with socket.create_connection(("127.0.0.1", port)) as client:
    print(repr(client).count("('127.0.0.1', "), "raddr=" in repr(client))
s.close()
print(s)
a, b = socket.socketpair()
print(repr(a).replace(str(a.fileno()), "N", 1))
a.close(), b.close()


class Named(socket.socket):
    def __init__(self, name, *args):
        super().__init__(*args)
        self.name = name

    def hello(self):
        return f"I am {self.name}"


with Named("mine", socket.AF_INET, socket.SOCK_DGRAM) as mine:
    print(mine.hello(), isinstance(mine, socket.socket), repr(mine).startswith("<__main__.Named fd="))
    mine.bind(("127.0.0.1", 0))
    mine.sendto(b"to myself", mine.getsockname())
    print(mine.recv(100))
