"""One generator shared by threads: each number is given once."""
import random
import threading

generator = random.Random(3)
alone = random.Random(3)
expected = sorted(alone.getrandbits(32) for _ in range(800))
found = []


def draw():
    mine = [generator.getrandbits(32) for _ in range(200)]
    found.extend(mine)


threads = [threading.Thread(target=draw) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(found) == expected)
