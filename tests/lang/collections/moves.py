# OrderedDict.move_to_end: order, the key that stays, and threads that find all keys all the time while others move them.
import threading
from collections import OrderedDict

letters = OrderedDict.fromkeys("abcde", 0)
for key, last in [("b", True), ("b", True), ("e", False), ("a", True), ("c", False)]:
    letters.move_to_end(key, last)
    print("".join(letters), end=" ")
print(letters.popitem(), letters.popitem(last=False), len(letters))
try:
    letters.move_to_end("z")
except KeyError as error:
    print(repr(error))

numbers = OrderedDict({1: "one", 2: "two"})
numbers.move_to_end(1.0)
print(numbers, [type(key).__name__ for key in numbers])
for turn in range(100):
    numbers.move_to_end(1 + turn % 2, last=turn % 3 == 0)
print(numbers)

keys = range(20)
shared = OrderedDict((key, key * key) for key in keys)
wrong = []
done = threading.Event()


def move(step):
    for turn in range(100):
        shared.move_to_end(turn * step % 20, last=turn % 5 != 0)


def look():
    while not done.is_set():
        if len(shared) != 20:
            wrong.append(len(shared))
        wrong.extend(key for key in keys if shared.get(key) != key * key)


movers = [threading.Thread(target=move, args=(step,)) for step in (1, 3, 7)]
readers = [threading.Thread(target=look) for _ in range(2)]
for thread in movers + readers:
    thread.start()
for thread in movers:
    thread.join()
done.set()
for thread in readers:
    thread.join()
print(wrong[:3], sorted(shared) == list(keys))
