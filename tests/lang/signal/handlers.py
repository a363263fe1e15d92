# Handlers run on the main thread, whoever sends the signal.
import os
import signal
import threading
import time

seen = []


def handler(number, frame):
    seen.append((signal.Signals(number).name, threading.current_thread() is threading.main_thread()))


print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGTERM))
print(signal.signal(signal.SIGTERM, handler), signal.signal(signal.SIGTERM, handler) is handler)
signal.raise_signal(signal.SIGTERM)
print(seen)
signal.signal(signal.SIGUSR1, handler)
os.kill(os.getpid(), signal.SIGUSR1)
print(seen.pop())
thread = threading.Thread(target=signal.raise_signal, args=[signal.SIGUSR1])
thread.start()
thread.join()
while len(seen) < 2:
    time.sleep(0.001)
print(seen.pop())

# It ends no sleep, and may raise in the middle of anything.
signal.signal(signal.SIGALRM, handler)
began = time.monotonic()
signal.setitimer(signal.ITIMER_REAL, 0.01)
time.sleep(0.05)
slept = time.monotonic() - began >= 0.05
while len(seen) < 2:
    time.sleep(0.001)
print(slept, seen.pop())


class Timeout(Exception):
    pass


def give_up(number, frame):
    raise Timeout("too slow")


signal.signal(signal.SIGALRM, give_up)
for wait in (lambda: time.sleep(10), threading.Event().wait, lambda: [None for _ in iter(int, 1)], lambda: os.read(os.pipe()[0], 1)):
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    try:
        wait()
    except Timeout as error:
        print(error)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
signal.signal(signal.SIGALRM, handler)
signal.pause()
print(seen[-1], signal.setitimer(signal.ITIMER_REAL, 0)[1], signal.alarm(0))

stop = threading.Event()
signal.signal(signal.SIGINT, lambda number, frame: stop.set())
threading.Timer(0.01, os.kill, [os.getpid(), signal.SIGINT]).start()
print(stop.wait(10))
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("KeyboardInterrupt")
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler, signal.getsignal(signal.SIGUSR1))
signal.raise_signal(signal.SIGUSR1)
print(repr(signal.SIGINT), signal.SIGTERM, signal.SIG_DFL == 0, signal.strsignal(15))


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


attempt(signal.signal, signal.SIGTERM, "no function")
attempt(signal.signal, 0, handler)
attempt(signal.signal, 1000, handler)
attempt(signal.signal, signal.SIGKILL, handler)
attempt(signal.getsignal, 99)
thread = threading.Thread(target=attempt, args=(signal.signal, signal.SIGTERM, handler))
thread.start()
thread.join()
