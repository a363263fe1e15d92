# select.poll and select.epoll.
import os
import select
import socket
import threading

a, b = socket.socketpair()
poll = select.poll()
poll.register(a, select.POLLIN)
poll.register(b)
print(poll.poll(0) == [(b.fileno(), select.POLLOUT)])
poll.modify(b, select.POLLIN)
print(poll.poll(0), poll.poll(5))
a.send(b"hello")
print(poll.poll() == [(b.fileno(), select.POLLIN)])
poll.unregister(b)
try:
    poll.unregister(b)
except KeyError as error:
    print("KeyError")
try:
    poll.modify(b, select.POLLIN)
except FileNotFoundError as error:
    print(error)
b.close()
print([events & select.POLLHUP != 0 for _, events in poll.poll()])
number = a.fileno()
a.close()
print(poll.poll() == [(number, select.POLLNVAL)])

with select.epoll() as epoll:
    a, b = socket.socketpair()
    epoll.register(a, select.EPOLLIN)
    epoll.register(b.fileno(), select.EPOLLIN | select.EPOLLOUT)
    print(epoll.poll() == [(b.fileno(), select.EPOLLOUT)])
    epoll.modify(b, select.EPOLLIN)
    print(epoll.poll(0), epoll.poll(0.01))
    timer = threading.Timer(0.01, b.sendall, [b"x"])
    timer.start()
    print(epoll.poll(10, maxevents=5) == [(a.fileno(), select.EPOLLIN)])
    timer.join()
    r, w = os.pipe()
    for call in (lambda: epoll.register(a, 1), lambda: epoll.unregister(r), lambda: epoll.poll(0, 0)):
        try:
            call()
        except (OSError, ValueError) as error:
            print(type(error).__name__, error)
    # Another thread adds a file while this one waits.
    os.write(w, b"data")
    a.recv(1)
    timer = threading.Timer(0.01, epoll.register, [r, select.EPOLLIN])
    timer.start()
    print(epoll.poll(10) == [(r, select.EPOLLIN)])
    timer.join()
    print(epoll.closed)
print(epoll.closed)
try:
    epoll.poll()
except ValueError as error:
    print(error)
