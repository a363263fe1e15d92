# The same work by a loop, by threads, by map() of a pool, by submit(): one result.
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

words = "the quick brown fox jumps over the lazy dog".split()


def score(word, bonus=0):
    return sum(ord(letter) - 96 for letter in word) + bonus


loop = [score(word) for word in words]
by_threads = [None] * len(words)


def fill(index):
    by_threads[index] = score(words[index])


threads = [threading.Thread(target=fill, args=(index,)) for index in range(len(words))]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
with ThreadPoolExecutor() as executor:
    by_map = list(executor.map(score, words))
    with_bonus = list(executor.map(score, words, [1] * len(words)))
    futures = {executor.submit(score, word, bonus=2): word for word in words}
    done, not_done = wait(futures)
    best = max(done, key=lambda future: future.result())
    total = sum(future.result() for future in as_completed(futures))
print(loop == by_threads == by_map, sum(loop), sum(with_bonus), total)
print(futures[best], best.result(), len(not_done))
