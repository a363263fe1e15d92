class Bag:
    def __init__(self, *items): self.items = list(items)
    def __len__(self): return len(self.items)
    def __getitem__(self, i):
        if isinstance(i, slice): return Bag(*self.items[i])
        return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def __contains__(self, v): return v in self.items or v == "always"
    def __iter__(self): return iter(self.items)
    def __reversed__(self): return iter(["reversed!"] + self.items[::-1])
    def __repr__(self): return f"Bag({', '.join(map(repr, self.items))})"
    def __bool__(self): return bool(self.items)
    def __eq__(self, other): return isinstance(other, Bag) and self.items == other.items
    def __add__(self, other): return Bag(*self.items, *other)
b = Bag(1, 2, 3)
b[0] = "first"
del b[1]
print(b, len(b), b[0], b[-1], b[:1], 3 in b, "always" in b, 9 in b, list(b), list(reversed(b)), bool(Bag()), b == Bag("first", 3), b != Bag(), b + [7, 8], [*b], max(Bag(4, 9)), sorted(Bag(3, 1)), tuple(b), ",".join(map(str, b)))
x, y = b
print(x, y, Bag(1) + Bag(2), {**dict(zip("ab", b))})
try:
    b[10]
except IndexError as e:
    print(e)
try:
    hash(b)
except TypeError as e:
    print(e)
