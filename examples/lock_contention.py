"""One lock for everything: all threads work, but mostly while they hold the lock.

--gil on   As slow as one by one. Look for: the threads wait for the lock, and
           the one that holds it has little GIL wait.
--gil off  Hardly faster: the lock lets one thread work at a time, just as the
           GIL did. Look for: the lock wait stays. To win, hold it less.
"""

import threading

from jobs import options, report, seconds

ROUNDS = 20
lock = threading.Lock()


def compute(n):
    while n > 0:
        n -= 1


def hold(n):
    for _ in range(ROUNDS):
        with lock:
            compute(n)
        compute(n // 20)


def in_threads(threads, n):
    workers = [
        threading.Thread(target=hold, args=(n,), name=f"hold-{k + 1}")
        for k in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def one_by_one(threads, n):
    for _ in range(threads):
        hold(n)


def main():
    threads, size, threads_only = options()
    n = int(1_500_000 * size)
    together = seconds(in_threads, threads, n)
    alone = None if threads_only else seconds(one_by_one, threads, n)
    report(f"each {ROUNDS} times computing under one lock", threads, together, alone)


if __name__ == "__main__":
    main()
