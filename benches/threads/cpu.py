"""Two threads that compute, nothing shared."""

import threading


def collatz(start, stop, results, index):
    longest = 0
    for n in range(start, stop):
        steps = 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > longest:
            longest = steps
    results[index] = longest


results = [0, 0]
threads = [threading.Thread(target=collatz, args=(1 + i * 25000, 25001 + i * 25000, results, i)) for i in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
