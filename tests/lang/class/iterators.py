class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return CountIt(self.n)
class CountIt:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
c = Count(3)
print(list(c), list(c), sum(c), [a * b for a in c for b in c], dict(enumerate(c)), list(zip(c, "abc")), 2 in c, max(c), tuple(map(str, c)))
it = iter(c)
print(next(it), list(it), next(it, "done"))
try: next(it)
except StopIteration as e: print("stop", e.value, e.args)
class Seq:
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * i
    def __len__(self): return 3
print(list(Seq()), list(reversed(Seq())), 4 in Seq(), list(iter(Seq())))
n = [3]
def dec():
    n[0] -= 1
    return n[0]
print(list(iter(dec, 0)))
class GenIter:
    def __iter__(self):
        yield 1
        yield from "ab"
print(list(GenIter()), [*GenIter()])
try: iter(5)
except TypeError as e: print(e)
class Broken:
    def __iter__(self): return [1]
try: list(Broken())
except TypeError as e: print(e)
