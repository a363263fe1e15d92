"""Ping-pongs a second over two pipes, beside a thread that only computes. Arguments: switch interval and length, in seconds."""

import os
import sys
import threading
import time

sys.setswitchinterval(float(sys.argv[1]))
length = float(sys.argv[2])
ping, pong = os.pipe(), os.pipe()
done = []


def spin():
    n = 0
    while not done:
        n += 1


def answer():
    while os.read(ping[0], 1) == b"?":
        os.write(pong[1], b"!")


workers = [threading.Thread(target=answer), threading.Thread(target=spin)]
for worker in workers:
    worker.start()
rounds, start = 0, time.perf_counter()
while time.perf_counter() - start < length:
    os.write(ping[1], b"?")
    os.read(pong[0], 1)
    rounds += 1
took = time.perf_counter() - start
done.append(True)
os.write(ping[1], b".")
for worker in workers:
    worker.join()
print(rounds / took)
