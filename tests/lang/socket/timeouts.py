# Calls that wait no longer than they are told to.
import socket
import threading
import time

a, b = socket.socketpair()
print(a.gettimeout(), a.getblocking(), a.timeout)
a.settimeout(0.02)
print(a.gettimeout(), a.getblocking())
began = time.monotonic()
try:
    a.recv(10)
except TimeoutError as error:
    print(type(error).__name__, error, error.args, error.errno)
print(time.monotonic() - began >= 0.02)
print(socket.timeout is TimeoutError)

timer = threading.Timer(0.01, b.sendall, [b"in time"])
a.settimeout(10)
timer.start()
print(a.recv(100))
timer.join()

a.setblocking(False)
print(a.gettimeout(), a.getblocking())
try:
    a.recv(10)
except BlockingIOError as error:
    print(type(error).__name__, error)
sent = 0
try:
    while True:
        sent += a.send(b"x" * 65536)
except BlockingIOError as error:
    print(error.errno, sent > 0)
a.settimeout(0.01)
try:
    a.sendall(b"x" * 65536)
except TimeoutError as error:
    print(error)
a.setblocking(True)
print(a.gettimeout())
a.close()
b.close()

with socket.create_server(("127.0.0.1", 0)) as server:
    server.settimeout(0.01)
    try:
        server.accept()
    except TimeoutError as error:
        print(error)
    server.settimeout(5)
    with socket.create_connection(server.getsockname(), timeout=5) as client:
        connection, _ = server.accept()
        print(client.gettimeout(), connection.gettimeout())
        connection.close()
    server.setblocking(False)
    try:
        server.accept()
    except BlockingIOError as error:
        print(error)

print(socket.getdefaulttimeout())
socket.setdefaulttimeout(2.5)
with socket.socket() as s:
    print(s.gettimeout(), socket.getdefaulttimeout())
socket.setdefaulttimeout(None)
with socket.socket() as s:
    print(s.gettimeout())
    for bad in (-1, -0.5, float("nan"), "1", 1e20):
        try:
            s.settimeout(bad)
        except (ValueError, TypeError, OverflowError) as error:
            print(type(error).__name__, error)
