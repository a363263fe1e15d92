"""A pool of threads (concurrent.futures): more calls than threads.

--threads N sets the size of the pool; there are 4 N calls, each of which counts
primes. Idle threads of the pool take the next call; results come in order.

--gil on   A pool doesn't change what threads are: one of them computes at a time.
           Look for: as long as one by one, and much GIL wait.
--gil off  The calls run side by side. Look for: the time shrinks by the number of
           cores. A pool as large as the machine is enough.
"""

from concurrent.futures import ThreadPoolExecutor

from jobs import options, report, seconds

CALLS = 4  # for each thread


def primes(below):
    """How many primes there are below a number."""
    found = []
    for number in range(2, below):
        for prime in found:
            if number % prime == 0:
                break
            if prime * prime > number:
                found.append(number)
                break
        else:
            found.append(number)
    return len(found)


def in_threads(threads, limits, results):
    with ThreadPoolExecutor(threads, thread_name_prefix="pool") as pool:
        results.extend(pool.map(primes, limits))


def one_by_one(limits, results):
    results.extend(map(primes, limits))


def main():
    threads, size, threads_only = options()
    limits = [int(60_000 * size) + call for call in range(threads * CALLS)]
    results, again = [], []
    together = seconds(in_threads, threads, limits, results)
    print(f"primes found: {sum(results):,}")
    alone = None if threads_only else seconds(one_by_one, limits, again)
    report(f"{len(limits)} calls that count primes below {limits[0]:,}", threads, together, alone)


if __name__ == "__main__":
    main()
