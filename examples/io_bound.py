"""Waiting for others: a sleep, three reads from a slow peer, one from a file.

--gil on   A thread gives the GIL up before it blocks, so all of them wait at
           the same time. Look for: nearly all time in I/O and sleep, and a
           total that hardly grows with the number of threads.
--gil off  The same. There was no GIL wait to win back.
"""

import os
import threading
import time

from jobs import options, report, seconds

READS = 3


def fetch(pipe, wait):
    time.sleep(wait)
    for _ in range(READS):
        os.read(pipe, 1)
    with open(__file__) as file:
        file.read()


def in_threads(threads, wait):
    pipes = [os.pipe() for _ in range(threads)]
    workers = [
        threading.Thread(target=fetch, args=(reader, wait), name=f"io-{k + 1}")
        for k, (reader, writer) in enumerate(pipes)
    ]
    for worker in workers:
        worker.start()
    answer([writer for reader, writer in pipes], wait)
    for worker in workers:
        worker.join()
    for reader, writer in pipes:
        os.close(reader)
        os.close(writer)


def answer(writers, wait):
    """The slow peer: nothing while the threads sleep, then READS times a byte for each."""
    time.sleep(wait)
    for _ in range(READS):
        time.sleep(wait)
        for writer in writers:
            os.write(writer, b"x")


def one_by_one(threads, wait):
    for _ in range(threads):
        in_threads(1, wait)


def main():
    threads, size, threads_only = options()
    wait = 0.05 * size
    together = seconds(in_threads, threads, wait)
    alone = None if threads_only else seconds(one_by_one, threads, wait)
    what = f"each 1 sleep and {READS} reads of {wait * 1000:.3g} ms"
    report(what, threads, together, alone)


if __name__ == "__main__":
    main()
