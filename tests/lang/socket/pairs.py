# Two connected sockets: what one sends the other receives, until one end closes.
import socket

a, b = socket.socketpair()
print(a.send(b"hello"), b.recv(100))
a.sendall(b"one two three")
print(b.recv(3), b.recv(100, socket.MSG_PEEK), b.recv(100))
print(a.getsockname() == "", repr(b.getpeername()))
print(a.family == socket.AF_UNIX, a.type == socket.SOCK_STREAM, a.proto)
print(a.fileno() >= 0, a.fileno() != b.fileno())

buffer = bytearray(b"..........")
b.sendall(b"12345")
print(a.recv_into(buffer), buffer)
b.sendall(b"abc")
print(a.recv_into(buffer, 2), buffer, a.recv(10))
print(a.recvfrom.__name__, a.send(bytearray(b"xyz")), b.recvfrom(10))

a.shutdown(socket.SHUT_WR)
print(b.recv(10))
b.sendall(b"still open")
print(a.recv(100))
try:
    a.send(b"no more")
except BrokenPipeError as error:
    print(type(error).__name__, error, error.errno)
a.close()
print(a.fileno(), a.close())
for call in (a.recv, a.listen, a.getsockname):
    try:
        call(*([1] if call == a.recv else []))
    except OSError as error:
        print(type(error).__name__, error)
try:
    b.send(b"nobody there")
except BrokenPipeError as error:
    print(error)
print(b.recv(10))
b.close()

with socket.socketpair()[0] as left:
    print(left.fileno() >= 0)
print(left.fileno())

c, d = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
c.send(b"first")
c.send(b"second")
print(d.recv(3), d.recv(100))
number = c.detach()
print(c.fileno(), number >= 0)
again = socket.socket(fileno=number)
print(again.family == socket.AF_UNIX, again.type == socket.SOCK_DGRAM)
again.send(b"by number")
print(d.recv(100))
copy = again.dup()
again.close()
copy.send(b"by copy")
print(d.recv(100))
copy.close()
d.close()
