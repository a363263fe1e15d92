class LRU:
    def __init__(self, cap): self.cap, self.data = cap, {}
    def get(self, k):
        if k not in self.data: return None
        v = self.data.pop(k)
        self.data[k] = v
        return v
    def put(self, k, v):
        self.data.pop(k, None)
        self.data[k] = v
        if len(self.data) > self.cap: del self.data[next(iter(self.data))]
c = LRU(2)
c.put("a", 1); c.put("b", 2); c.get("a"); c.put("c", 3)
print(c.data, c.get("b"))
class Heap:
    def __init__(self): self.h = []
    def push(self, x):
        self.h.append(x)
        i = len(self.h) - 1
        while i and self.h[i] < self.h[(i - 1) // 2]:
            p = (i - 1) // 2
            self.h[i], self.h[p] = self.h[p], self.h[i]
            i = p
    def pop(self):
        h = self.h
        h[0], h[-1] = h[-1], h[0]
        x, i = h.pop(), 0
        while True:
            k = min((j for j in (2 * i + 1, 2 * i + 2) if j < len(h)), key=lambda j: h[j], default=None)
            if k is None or h[i] <= h[k]: return x
            h[i], h[k] = h[k], h[i]
            i = k
h = Heap()
for x in (5, 2, 8, 1, 9, 3, 7): h.push(x)
print([h.pop() for _ in range(7)])
class Ring:
    def __init__(self, n): self.buf, self.n, self.i = [None] * n, n, 0
    def add(self, x): self.buf[self.i % self.n] = x; self.i += 1
    def __iter__(self): return (self.buf[j % self.n] for j in range(max(0, self.i - self.n), self.i))
r = Ring(3)
for x in range(5): r.add(x)
print(list(r), r.buf)
class Trie:
    def __init__(self): self.kids, self.end = {}, False
    def add(self, w):
        node = self
        for ch in w: node = node.kids.setdefault(ch, Trie())
        node.end = True
    def words(self, prefix=""):
        if self.end: yield prefix
        for ch in sorted(self.kids): yield from self.kids[ch].words(prefix + ch)
t = Trie()
for w in "tea ten to inn in i".split(): t.add(w)
print(list(t.words()))
