"""The convoy: threads that answer requests beside threads that only compute.

One thread sends requests over a pipe; MainThread thinks about each for a
millisecond (a sleep) and answers over another pipe. The others (--threads N: N - 1
spinners) count down. A request has three calls that wait: two reads and the
sleep. Before a call waits, the GIL is given up.

--gil on   A spinner takes the GIL each time, and keeps it for a switch interval
           when the wait is over: 3 times 5 ms for a request, not 1 ms. Look for:
           some 60 requests a second beside one spinner, half of it beside two; a
           requester that is in GIL wait most of its life. A shorter
           --switch-interval helps as much as it is shorter.
--gil off  Nobody has to ask a spinner for anything. Look for: about as many
           requests a second as alone, as long as there are cores.
"""

import os
import threading
import time

from jobs import options, report, seconds

THINK = 0.001  # seconds


def spin(n, ends):
    while n > 0:
        n -= 1
    ends.append(time.perf_counter())


def request(to_peer, from_peer, requests, ends):
    for _ in range(requests):
        os.write(to_peer, b"?")
        os.read(from_peer, 1)
        ends.append(time.perf_counter())


def answer(from_requester, to_requester, requests):
    for _ in range(requests):
        os.read(from_requester, 1)
        time.sleep(THINK)
        os.write(to_requester, b"!")


def serve(requests, ends, meanwhile=()):
    """All requests and answers; `meanwhile` are threads to start before and to wait for after."""
    question, answered = os.pipe(), os.pipe()
    requester = threading.Thread(
        target=request, args=(question[1], answered[0], requests, ends), name="requester"
    )
    for thread in [*meanwhile, requester]:
        thread.start()
    answer(question[0], answered[1], requests)
    for thread in [*meanwhile, requester]:
        thread.join()
    for end in question + answered:
        os.close(end)


def in_threads(threads, requests, n, ends, spins):
    spinners = [
        threading.Thread(target=spin, args=(n, spins), name=f"spin-{k + 1}")
        for k in range(threads - 1)
    ]
    serve(requests, ends, spinners)


def one_by_one(threads, requests, n, ends):
    serve(requests, ends)
    for _ in range(threads - 1):
        spin(n, [])


def rate(start, ends, until):
    """Requests a second from the start until something else ended."""
    served = [end for end in ends if end <= until]
    return f"{len(served) / (until - start):,.0f}/s"


def main():
    threads, size, threads_only = options()
    requests, n = int(200 * size) + 1, int(60_000_000 * size)
    start, ends, spins = time.perf_counter(), [], []
    together = seconds(in_threads, threads, requests, n, ends, spins)
    print(f"requests beside the spinners: {rate(start, ends, min(spins + ends[-1:]))}")
    alone = None
    if not threads_only:
        start, ends = time.perf_counter(), []
        alone = seconds(one_by_one, threads, requests, n, ends)
        print(f"requests alone: {rate(start, ends, ends[-1])}")
    report(f"one with {requests} requests, the others counting down from {n:,}", threads, together, alone)


if __name__ == "__main__":
    main()
