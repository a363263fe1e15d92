"""A producer and consumers with a queue between them: who waits for whom?

MainThread produces: it fetches an item (a sleep stands for the network) and puts
it into a queue with few places. The threads take items and compute with them.

--gil on   Computing is done by one thread at a time: the consumers can't keep
           up. Look for: the queue is full, so the producer is idle at put(), and
           the consumers have GIL wait.
--gil off  More consumers, more items at a time. Look for: less time in all, and
           with enough cores the queue is empty: now the consumers are idle at get().
"""

import queue
import threading
import time

from jobs import options, report, seconds

ITEMS = 20  # for each thread
PLACES = 4  # in the queue


def produce(items, wait):
    for number in range(items):
        time.sleep(wait)
        yield number


def consume(number, n):
    while n > 0:
        n -= 1
    return number * number


def consumer(jobs, results, n):
    while True:
        number = jobs.get()
        if number is None:
            break
        results.put(consume(number, n))
        jobs.task_done()


def in_threads(threads, wait, n):
    jobs, results = queue.Queue(maxsize=PLACES), queue.SimpleQueue()
    consumers = [
        threading.Thread(target=consumer, args=(jobs, results, n), name=f"consumer-{k + 1}")
        for k in range(threads)
    ]
    for thread in consumers:
        thread.start()
    for number in produce(ITEMS * threads, wait):
        jobs.put(number)
    jobs.join()
    for _ in consumers:
        jobs.put(None)
    for thread in consumers:
        thread.join()
    print(f"sum of the results: {sum(results.get() for _ in range(ITEMS * threads))}")


def one_by_one(threads, wait, n):
    for number in produce(ITEMS * threads, wait):
        consume(number, n)


def main():
    threads, size, threads_only = options()
    wait, n = 0.001 * size, int(2_000_000 * size)
    together = seconds(in_threads, threads, wait, n)
    alone = None if threads_only else seconds(one_by_one, threads, wait, n)
    report(f"each computing with {ITEMS} items from a queue", threads, together, alone)


if __name__ == "__main__":
    main()
