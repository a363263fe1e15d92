"""Dining philosophers: each needs two forks, and shares both with a neighbour.

A thread thinks, takes two locks, eats, and frees them, MEALS times. All take the
fork with the lower number first, so that the last one reaches for the first
fork before its own: there is no circle of threads that wait for each other.
With --deadlock each takes the left fork first, and all wait for the right one:
CPython hangs then (Ctrl-C ends it); gilscope says who has and who wants which.

--gil on, --gil off   The same: they wait for forks and for food (sleeps), not for
                      the GIL. Look for: lock wait.
"""

import threading
import time

from jobs import options, report, seconds

MEALS = 10


def dine(first, second, wait, deadlock):
    for _ in range(MEALS):
        time.sleep(wait)
        with first:
            if deadlock:
                time.sleep(10 * wait)  # until the neighbours have a fork too
            with second:
                time.sleep(wait)


def table(threads, deadlock):
    """The two forks of each, in the order in which they are taken."""
    forks = [threading.Lock() for _ in range(max(threads, 2))]
    for seat in range(threads):
        left, right = seat, (seat + 1) % len(forks)
        if right < left and not deadlock:
            left, right = right, left
        yield forks[left], forks[right]


def in_threads(threads, wait, deadlock):
    # daemons, so that Ctrl-C can end the script
    philosophers = [
        threading.Thread(
            target=dine, args=(first, second, wait, deadlock), name=f"dine-{k + 1}", daemon=True
        )
        for k, (first, second) in enumerate(table(threads, deadlock))
    ]
    for philosopher in philosophers:
        philosopher.start()
    for philosopher in philosophers:
        philosopher.join()


def one_by_one(threads, wait):
    for first, second in table(threads, False):
        dine(first, second, wait, False)


def main():
    threads, size, threads_only, deadlock = options(deadlock=False)
    wait = 0.01 * size
    together = seconds(in_threads, threads, wait, deadlock)
    alone = None if threads_only else seconds(one_by_one, threads, wait)
    report(f"each {MEALS} meals of {wait * 1000:.3g} ms", threads, together, alone)


if __name__ == "__main__":
    main()
