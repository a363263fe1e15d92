"""Updates that get lost: all threads add 1 to one shared variable.

`n += 1` is three steps: read n, add, write n. A thread that is stopped between
read and write puts an old number back: what the others added is lost.

--gil on   Threads switch only at safepoints: where a loop jumps back and where
           a function begins. `n += 1` has none inside and loses nothing.
           `n += one()` has one, between read and write. Look for: lost.
           With --safepoints instructions threads switch anywhere, as in CPython
           before 3.10. Look for: `n += 1` loses too (more with a short
           --switch-interval).
--gil off  Threads run at the same time. Look for: both lose. Only the Lock
           helps, with the GIL and without.
"""

import threading

from jobs import options, report, seconds

n = 0
lock = threading.Lock()


def one():
    return 1


def add(times):
    global n
    for _ in range(times):
        n += 1


def add_call(times):
    global n
    for _ in range(times):
        n += one()


def add_locked(times):
    global n
    for _ in range(times):
        with lock:
            n += one()


def in_threads(threads, job, times):
    workers = [
        threading.Thread(target=job, args=(times,), name=f"add-{k + 1}")
        for k in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def one_by_one(threads, job, times):
    for _ in range(threads):
        job(times)


def lost_by(run, threads, job, times):
    """The updates that `run` lost, and its time."""
    global n
    n = 0
    took = seconds(run, threads, job, times)
    return threads * times - n, took


def main():
    threads, size, threads_only = options()
    times = int(1_000_000 * size)
    for what, job, times in [
        ("n += 1", add, times),
        ("n += one()", add_call, times),
        ("with lock: n += one()", add_locked, times // 10),
    ]:
        lost, together = lost_by(in_threads, threads, job, times)
        _, alone = (0, None) if threads_only else lost_by(one_by_one, threads, job, times)
        expected = threads * times
        what += f", expected {expected}, got {expected - lost}, lost {lost}"
        report(what, threads, together, alone)


if __name__ == "__main__":
    main()
