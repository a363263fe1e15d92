"""Threads started and joined, one after another and in groups."""

import threading

results = []


def work(i):
    results.append(i)


for i in range(3000):
    thread = threading.Thread(target=work, args=(i,))
    thread.start()
    thread.join()
for group in range(100):
    threads = [threading.Thread(target=work, args=(i,)) for i in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print(len(results), sum(results))
