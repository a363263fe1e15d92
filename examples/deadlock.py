"""Two locks in opposite order: each thread has what the other one wants.

Odd threads take left, then right; even ones take right, then left. A thread
that can't get its second lock for a while gives up and frees its first one.
With --forever nobody gives up. CPython hangs then (Ctrl-C ends it); gilscope
says who has which lock and who waits for it.

--gil on, --gil off   The same: a deadlock has nothing to do with the GIL.
"""

import threading
import time

from jobs import options, report, seconds

left, right = threading.Lock(), threading.Lock()


def both(number, wait, forever, log):
    locks = [("left", left), ("right", right)]
    (has, first), (wants, second) = locks if number % 2 else reversed(locks)
    with first:
        time.sleep(wait)  # time enough for a neighbour to take the other lock
        if second.acquire(timeout=-1 if forever else 4 * wait):
            second.release()
            log.append(f"both-{number} had {has}, got {wants}")
        else:
            log.append(f"both-{number} had {has}, gave up waiting for {wants}")


def in_threads(threads, wait, forever, log):
    # daemons, so that Ctrl-C can end the script
    workers = [
        threading.Thread(
            target=both, args=(k, wait, forever, log), name=f"both-{k}", daemon=True
        )
        for k in range(1, threads + 1)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def one_by_one(threads, wait, forever, log):
    for k in range(1, threads + 1):
        both(k, wait, forever, log)


def main():
    threads, size, threads_only, forever = options(forever=False)
    wait, log = 0.05 * size, []
    together = seconds(in_threads, threads, wait, forever, log)
    print("\n".join(log))
    gave_up = sum("gave up" in line for line in log)
    alone = None if threads_only else seconds(one_by_one, threads, wait, forever, log)
    report(f"{gave_up} of them gave up", threads, together, alone)


if __name__ == "__main__":
    main()
