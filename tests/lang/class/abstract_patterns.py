class Stack:
    def __init__(self): self._items = []
    def push(self, *xs):
        self._items.extend(xs)
        return self
    def pop(self):
        if not self._items: raise IndexError("pop from empty stack")
        return self._items.pop()
    def __len__(self): return len(self._items)
    def __iter__(self): return reversed(self._items)
s = Stack().push(1, 2, 3)
print(s.pop(), list(s), len(s), bool(Stack()))
try: Stack().pop()
except IndexError as e: print(e)
class Observer:
    def __init__(self): self.handlers = {}
    def on(self, event, f): self.handlers.setdefault(event, []).append(f); return f
    def emit(self, event, *a): return [f(*a) for f in self.handlers.get(event, [])]
o = Observer()
o.on("x", lambda v: v + 1); o.on("x", str); o.on("y", print)
print(o.emit("x", 5), o.emit("none"))
class Matrix:
    def __init__(self, rows): self.rows = rows
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __eq__(self, o): return self.rows == o.rows
    def __getitem__(self, ij): return self.rows[ij[0]][ij[1]]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    def __pow__(self, n):
        r = Matrix([[int(i == j) for j in range(len(self.rows))] for i in range(len(self.rows))])
        for _ in range(n): r = r @ self
        return r
m = Matrix([[1, 1], [1, 0]])
m2 = m ** 90
print(m2[0, 1], m2.rows, (m @ m).rows, m ** 0 == Matrix([[1, 0], [0, 1]]))
m[0, 0] += 10
print(m.rows)
class Money:
    def __init__(self, cents): self.cents = cents
    def __add__(self, o): return Money(self.cents + (o.cents if isinstance(o, Money) else o))
    __radd__ = __add__
    def __str__(self): return f"${self.cents / 100:,.2f}"
    def __format__(self, spec): return format(str(self), spec)
print(sum([Money(150), Money(250000)]), f"{Money(5):>10}", Money(1) + 5)
