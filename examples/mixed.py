"""A bit of both: every thread computes, sleeps, computes, sleeps.

--gil on   While one thread computes, the others can sleep: the sleeps overlap,
           the computing doesn't. Look for: faster than one by one, and still
           some GIL wait.
--gil off  The computing overlaps too. Look for: the GIL wait is gone, the
           sleep stays as it was.
"""

import threading
import time

from jobs import options, report, seconds

ROUNDS = 5


def compute(n):
    while n > 0:
        n -= 1


def mix(n, wait):
    for _ in range(ROUNDS):
        compute(n)
        time.sleep(wait)


def in_threads(threads, n, wait):
    workers = [
        threading.Thread(target=mix, args=(n, wait), name=f"mix-{k + 1}")
        for k in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def one_by_one(threads, n, wait):
    for _ in range(threads):
        mix(n, wait)


def main():
    threads, size, threads_only = options()
    n, wait = int(2_000_000 * size), 0.05 * size
    together = seconds(in_threads, threads, n, wait)
    alone = None if threads_only else seconds(one_by_one, threads, n, wait)
    what = f"each {ROUNDS} times computing and {wait * 1000:.3g} ms of sleep"
    report(what, threads, together, alone)


if __name__ == "__main__":
    main()
