"""Pure computing: every thread counts down, and nothing ever waits.

--gil on   Only one thread runs at a time, so the threads need as long as the
           jobs one by one. Look for: cores busy 1.00, much GIL wait.
--gil off  The threads run side by side, one on each core. Look for: the time
           shrinks by the number of cores (or of threads, if there are fewer).
"""

import threading

from jobs import options, report, seconds


def count(n):
    while n > 0:
        n -= 1


def in_threads(threads, n):
    workers = [
        threading.Thread(target=count, args=(n,), name=f"count-{k + 1}")
        for k in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def one_by_one(threads, n):
    for _ in range(threads):
        count(n)


def main():
    threads, size, threads_only = options()
    n = int(60_000_000 * size)
    together = seconds(in_threads, threads, n)
    alone = None if threads_only else seconds(one_by_one, threads, n)
    report(f"each counting down from {n:,}", threads, together, alone)


if __name__ == "__main__":
    main()
