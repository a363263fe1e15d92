# select.select: which of several files can be used.
import os
import select
import socket
import threading
import time

a, b = socket.socketpair()
r, w = os.pipe()
print(select.select([a, b, r], [], [], 0))
print([a] == select.select([], [a], [], 0)[1])
b.send(b"x")
ready = select.select([a, b, r], [a, b], [])
print(ready[0] == [a], ready[1] == [a, b], ready[2])
a.recv(1)
threading.Timer(0.02, os.write, [w, b"later"]).start()
ready = select.select([a, r], [], [], 10)
print(ready == ([r], [], []), os.read(r, 100))
began = time.monotonic()
print(select.select([a, r], [], [], 0.02), time.monotonic() - began >= 0.02)
print(select.select([], [], [], 0.001))
os.close(w)
print(select.select([r], [], [], 10)[0] == [r], os.read(r, 1))
os.close(r)
b.close()
print(select.select([a], [a], [a], 10)[:2] == ([a], [a]), a.recv(1))


class Wrapped:
    def fileno(self):
        return a.fileno()


print(len(select.select([Wrapped()], [], [], 0)[0]))
a.close()


def attempt(*args):
    try:
        print(select.select(*args))
    except Exception as error:
        print(type(error).__name__, error)


attempt([a], [], [], 0)
attempt(["a"], [], [], 0)
attempt([object()], [], [], 0)
attempt(5, [], [], 0)
attempt([], [], [], -1)
attempt([], [], [], "1")
attempt([r], [], [], 0)
