"""The convoy: threads that answer requests beside threads that only compute.

One thread sends requests over a pipe; another thinks about each for a millisecond
(a sleep) and answers over another pipe. The others (--threads N: N - 1 spinners)
count until all requests are answered. A request has three calls that wait: two
reads and the sleep. Before a call waits, the GIL is given up.

--gil on   A spinner takes the GIL each time, and keeps it for a switch interval
           when the wait is over: 3 times 5 ms for a request, not 1 ms. Look for:
           some 60 requests a second beside one spinner, half of it beside two;
           an answerer that is in GIL wait most of its life. A shorter
           --switch-interval helps as much as it is shorter; --policy io-first
           lets those that come back from a wait go ahead.
--gil off  Nobody has to ask a spinner for anything. Look for: about as many
           requests a second as alone, as long as there are cores.
"""

import os
import threading
import time

from jobs import options, report, seconds

THINK = 0.001  # seconds


def spin(served, counts):
    n = 0
    while not served:
        n += 1
    counts.append(n)


def count(n):
    while n > 0:
        n -= 1


def request(to_answerer, from_answerer, requests):
    for _ in range(requests):
        os.write(to_answerer, b"?")
        os.read(from_answerer, 1)


def answer(from_requester, to_requester, requests):
    for _ in range(requests):
        os.read(from_requester, 1)
        time.sleep(THINK)
        os.write(to_requester, b"!")


def serve(requests):
    """All requests and answers."""
    asked, answered = os.pipe(), os.pipe()
    workers = [
        threading.Thread(target=request, args=(asked[1], answered[0], requests), name="requester"),
        threading.Thread(target=answer, args=(asked[0], answered[1], requests), name="answerer"),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for end in asked + answered:
        os.close(end)


def in_threads(threads, requests, counts):
    served = []
    spinners = [
        threading.Thread(target=spin, args=(served, counts), name=f"spin-{k + 1}")
        for k in range(threads - 1)
    ]
    for spinner in spinners:
        spinner.start()
    took = seconds(serve, requests)
    served.append(True)
    for spinner in spinners:
        spinner.join()
    print(f"requests beside the spinners: {requests / took:,.0f}/s")


def one_by_one(requests, counts):
    print(f"requests alone: {requests / seconds(serve, requests):,.0f}/s")
    for n in counts:
        count(n)


def main():
    threads, size, threads_only = options()
    requests, counts = int(40 * size) + 1, []
    together = seconds(in_threads, threads, requests, counts)
    alone = None if threads_only else seconds(one_by_one, requests, counts)
    report(f"one pair with {requests} requests, the others counting", threads, together, alone)


if __name__ == "__main__":
    main()
