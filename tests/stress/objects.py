"""Objects made, changed and dropped by 8 threads, some of them shared."""
import threading

THREADS, EACH = 8, 1200


class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


shared = [Node(0, None) for _ in range(16)]
totals = [0] * THREADS


def work(k):
    chain = None
    total = 0
    for i in range(EACH):
        chain = Node(i, chain)
        node = shared[(k + i) % 16]
        node.value = i
        setattr(node, f"extra{(k * 7 + i) % 40}", [k, i, str(i)])
        if i % 50 == 49:
            while chain is not None:
                total += chain.value
                chain = chain.next
        kept = getattr(node, f"extra{(k * 7 + i) % 40}")
        assert len(kept) == 3 and kept[2] == str(kept[1]), kept
    totals[k] = total


threads = [threading.Thread(target=work, args=(k,)) for k in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert totals == [sum(range(EACH))] * THREADS, totals
print("ok")
