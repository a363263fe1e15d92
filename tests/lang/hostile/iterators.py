class Endless:
    def __iter__(self): return self
    def __next__(self): return 1
it = iter(Endless())
print(next(it), 1 in Endless(), all(x for x in [1]), next(zip(Endless(), "a")))
class Resumes:
    n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n % 3 == 0: raise StopIteration
        return self.n
r = Resumes()
print(list(r), list(r), list(r))
class Grows:
    def __init__(self): self.items = [1]
    def __getitem__(self, i):
        if i > 5: raise IndexError
        self.items.append(i)
        return self.items[i]
print(list(Grows()))
l = [1, 2, 3]
def shrink():
    for x in l:
        yield x
        l.pop()
print(list(shrink()), l)
l = [1, 2, 3]
l.extend(x * 2 for x in l[:])
print(l)
l = [1]
for i, x in enumerate(l):
    if i < 5: l.append(x + 1)
print(l)
class WrongLen:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __iter__(self): return iter([1, 2])
print(list(WrongLen(1000)), tuple(WrongLen(0)))
for n in (-1, "x", 2**70):
    try: len(WrongLen(n))
    except (ValueError, TypeError, OverflowError) as e: print(type(e).__name__, e)
class Hint:
    def __length_hint__(self): return 10**9
    def __iter__(self): return iter("ab")
print(list(Hint()), [*Hint()])
