"""Work in native code: every thread hashes blocks of bytes with SHA-256.

--gil on   A block of more than 2047 bytes is hashed with the GIL given up, so
           the threads run side by side. Look for: nearly all time in native.
           With --block 2047 the GIL is kept: no better than one by one.
--gil off  Side by side with blocks of every size.
"""

import hashlib
import threading

from jobs import options, report, seconds


def hash_blocks(block, times):
    digest = hashlib.sha256()
    for _ in range(times):
        digest.update(block)
    return digest.hexdigest()


def in_threads(threads, block, times):
    workers = [
        threading.Thread(target=hash_blocks, args=(block, times), name=f"hash-{k + 1}")
        for k in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def one_by_one(threads, block, times):
    for _ in range(threads):
        hash_blocks(block, times)


def main():
    threads, size, threads_only, length = options(block=1_000_000)
    block = bytes(max(1, min(length, 100_000_000)))
    times = int(256_000_000 * size) // len(block) + 1
    together = seconds(in_threads, threads, block, times)
    alone = None if threads_only else seconds(one_by_one, threads, block, times)
    what = f"each hashing {times:,} blocks of {len(block):,} bytes"
    report(what, threads, together, alone)


if __name__ == "__main__":
    main()
