"""What threads share, and what each of them has for itself.

Shared:   the heap. `note` is one object for all threads: what one writes is at
          once what the next one reads. Nothing is copied, nothing is sent.
Its own:  the stack. All threads are inside `dive` at the same time, each at a
          depth of its own, and every call has its own `depth` and `below`.

--gil on, --gil off   The same lines: sharing has nothing to do with the GIL.
                      (Processes differ: each has a heap of its own.)
"""

import threading

from jobs import options, report, seconds


def dive(depth):
    below = dive(depth - 1) if depth > 1 else 0
    return below + 1


def share(number, note, turns, dives):
    turns[number - 1].wait()
    note["log"].append(f"share-{number} reads: {note['text']}")
    note["text"] = f"written by share-{number}"
    turns[number].set()
    depths = {dive(100 + number) for _ in range(dives)}
    note[number] = f"share-{number} dived {depths.pop()} calls deep, each time"


def in_threads(threads, dives, note, together=True):
    turns = [threading.Event() for _ in range(threads + 1)]
    turns[0].set()
    workers = [
        threading.Thread(target=share, args=(k, note, turns, dives), name=f"share-{k}")
        for k in range(1, threads + 1)
    ]
    for worker in workers:
        worker.start()
        if not together:
            worker.join()
    for worker in workers:
        worker.join()


def main():
    threads, size, threads_only = options()
    dives = int(20_000 * size)
    note = {"text": "written by MainThread", "log": []}
    together = seconds(in_threads, threads, dives, note)
    print("\n".join(note["log"]))
    print(f"MainThread reads: {note['text']}")
    print("\n".join(note[k] for k in range(1, threads + 1)))
    alone = None if threads_only else seconds(in_threads, threads, dives, note, False)
    report(f"each {dives:,} dives", threads, together, alone)


if __name__ == "__main__":
    main()
