# Merge sort that sorts halves in threads of their own, down to a depth.
import threading


def merge(left, right):
    merged = []
    while left and right:
        merged.append((left if left[-1] > right[-1] else right).pop())
    return (left or right) + merged[::-1]


def sort(items, depth=3):
    if len(items) <= 1:
        return list(items)
    middle = len(items) // 2
    halves = [items[:middle], items[middle:]]
    if depth:
        results = {}
        threads = [
            threading.Thread(target=lambda k=k: results.update({k: sort(halves[k], depth - 1)})) for k in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        halves = [results[0], results[1]]
    else:
        halves = [sort(half, 0) for half in halves]
    return merge(*halves)


numbers = [(n * 7919) % 1009 for n in range(300)]
print(sort(numbers) == sorted(numbers), sort([]), sort([3, 1, 2]), threading.active_count())
