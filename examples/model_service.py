"""A model of a service: every request calls the network, hashes, and computes.

gilscope runs no packages, but where the time goes can be modelled:
time.sleep stands for waiting for others, hashlib on a big buffer for work in
native code that gives the GIL up, a loop for pure Python. Put in the milliseconds
that you measured in your own service: --network, --native and --compute (which
are those of one request; the machine's speed is measured first).

--gil on   Waiting and hashing overlap, computing doesn't. Look for: nearly the
           time of the network alone, as long as all threads' computing fits
           into it. With --compute 20 it doesn't: GIL wait.
--gil off  The computing overlaps too. Look for: little to win at first, much
           with --compute 20.
"""

import hashlib
import threading
import time

from jobs import amount, options, report, seconds

REQUESTS = 10  # for each thread


def network(seconds):
    time.sleep(seconds)


def native(data):
    return hashlib.sha256(data).hexdigest()


def compute(n):
    while n > 0:
        n -= 1


def serve(wait, data, n):
    for _ in range(REQUESTS):
        network(wait)
        native(data)
        compute(n)


def in_threads(threads, *request):
    workers = [
        threading.Thread(target=serve, args=request, name=f"serve-{k + 1}") for k in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def one_by_one(threads, *request):
    for _ in range(threads):
        serve(*request)


def main():
    threads, size, threads_only, wait, hashing, computing = options(network=20.0, native=4.0, compute=2.0)
    block = bytes(1_000_000)
    data = bytes(int(len(block) * amount(native, block, hashing * size)) + 1)
    n = int(100_000 * amount(compute, 100_000, computing * size))
    request = (wait / 1000 * size, data, n)
    together = seconds(in_threads, threads, *request)
    alone = None if threads_only else seconds(one_by_one, threads, *request)
    report(f"each {REQUESTS} requests", threads, together, alone)


if __name__ == "__main__":
    main()
