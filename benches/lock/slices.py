"""The median slice, in milliseconds, of two threads that only compute. Arguments: switch interval and length, in seconds."""

import sys
import threading
import time

sys.setswitchinterval(float(sys.argv[1]))
length = float(sys.argv[2])
owner, turns = [0], []


def spin(me):
    end = time.perf_counter() + length
    while (now := time.perf_counter()) < end:
        if owner[0] != me:
            owner[0] = me
            turns.append(now)


workers = [threading.Thread(target=spin, args=(number,)) for number in (1, 2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
slices = sorted(later - earlier for earlier, later in zip(turns, turns[1:]))
print(1000 * slices[len(slices) // 2] if slices else 0.0)
