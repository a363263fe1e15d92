# A deque that changes while it is iterated: when that is noticed, and when it ends quietly.
from collections import deque


def attempt(change, start=(1, 2), steps=1, make=iter):
    queue = deque(start)
    iterator = make(queue)
    for _ in range(steps):
        next(iterator, None)
    change(queue)
    try:
        print(next(iterator, "end"))
    except RuntimeError as error:
        print(error)


for make in (iter, reversed):
    attempt(lambda queue: queue.append(3), make=make)
    attempt(lambda queue: queue.append(3), steps=2, make=make)
    attempt(lambda queue: queue.append(3), steps=3, make=make)
    attempt(lambda queue: queue.append(3), start=(), make=make)
    attempt(lambda queue: queue.clear(), steps=2, make=make)
    attempt(lambda queue: queue.reverse(), make=make)
    attempt(lambda queue: queue.rotate(1), make=make)
    attempt(lambda queue: queue.extend([]), make=make)
    attempt(lambda queue: queue.__setitem__(1, 9), make=make)
