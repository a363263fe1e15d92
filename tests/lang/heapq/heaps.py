"""heapq: the operations, merge, nlargest, nsmallest."""
import heapq


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


heap = []
for x in [5, 3, 8, 1, 9, 2, 7]:
    heapq.heappush(heap, x)
    print(heap)
print(heapq.heappop(heap), heap, heapq.heappushpop(heap, 0), heapq.heappushpop(heap, 10), heapq.heapreplace(heap, 4), heap)
print([heapq.heappop(heap) for _ in range(len(heap))], outcome(heapq.heappop, []), outcome(heapq.heapreplace, [], 1), heapq.heappushpop([], 3))
items = [(i * 7919) % 101 for i in range(40)]
heapq.heapify(items)
print(items)
for wrong in [(heapq.heappush, 5, 1), (heapq.heappop, 5), (heapq.heapify, ()), (heapq.heapreplace, (), 1), (heapq.heappushpop, {}, 1), (heapq.heappush, [1], "a")]:
    print(outcome(*wrong))
print(list(heapq.merge([1, 4, 7], [2, 5], [], [3])), list(heapq.merge(["aa", "b"], ["ccc"], key=len, reverse=True)))
print(list(heapq.merge([3, 1], [4, 2], reverse=True)), list(heapq.merge()), list(heapq.merge([1, 1], [1])))
words = ["pear", "fig", "banana", "kiwi", "apple", "date"]
print(heapq.nlargest(2, words, key=len), heapq.nsmallest(3, words), heapq.nlargest(1, words), heapq.nsmallest(10, words, key=len))
print(heapq.nsmallest(3, iter(range(20, 0, -1))), heapq.nlargest(3, iter(items)), heapq.nlargest(0, words), heapq.nsmallest(1, []), heapq.nlargest(-1, [1]))
print(heapq.nsmallest(4, ((i % 3, i) for i in range(20)), key=lambda p: p[0]), heapq.nlargest(4, ((i % 3, i) for i in range(20)), key=lambda p: p[0]))


class Task:
    def __init__(self, priority):
        self.priority = priority

    def __lt__(self, other):
        return self.priority < other.priority


tasks = [Task(p) for p in (5, 1, 4)]
heapq.heapify(tasks)
print([heapq.heappop(tasks).priority for _ in range(3)])


class Growing:
    def __lt__(self, other):
        shrinking.append(1)
        return True


shrinking = [Growing() for _ in range(3)]
print(outcome(heapq.heapify, shrinking))
