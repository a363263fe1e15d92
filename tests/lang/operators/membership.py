print(2 in [1, 2], 2 not in (1, 2), "b" in "abc", "" in "abc", "bc" in "abc", "d" not in "abc")
print("k" in {"k": 1}, 1 in {"k": 1}, 3 in {1, 2}, 5 in range(10), 5 in range(0, 10, 2), 5.0 in range(10), "5" in range(10))
print(None in [None], 1 in [True], 1.0 in [1], [] in [[]], (1,) in {(1,): 0})
for f in (lambda: 1 in 5, lambda: 1 in "abc", lambda: [] in {1}, lambda: {} in {}, lambda: 1 in None):
    try:
        print(f())
    except TypeError as e:
        print(e)
def gen():
    for i in range(10):
        print("yield", i)
        yield i
print(2 in gen())
class Iter:
    def __iter__(self): return iter([1, 2, 3])
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError(i)
        return i * 10
print(2 in Iter(), 9 in Iter(), 20 in Seq(), 25 in Seq(), list(Seq()))
