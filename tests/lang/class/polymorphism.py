class Shape:
    def area(self): raise NotImplementedError("area of " + type(self).__name__)
    def __str__(self): return f"{type(self).__name__}: {self.area():.2f}"
class Square(Shape):
    def __init__(self, a): self.a = a
    def area(self): return self.a ** 2
class Circle(Shape):
    def __init__(self, r): self.r = r
    def area(self): return 3.14159 * self.r ** 2
class Blob(Shape): pass
for s in (Square(2), Circle(1.5), Blob()):
    try: print(s)
    except NotImplementedError as e: print("missing:", e)
class Node:
    def __init__(self, v, nxt=None): self.v, self.next = v, nxt
    def __iter__(self):
        n = self
        while n:
            yield n.v
            n = n.next
head = None
for v in range(4): head = Node(v, head)
print(list(head))
class Tree:
    def __init__(self, v): self.v, self.l, self.r = v, None, None
    def add(self, v):
        side = "l" if v < self.v else "r"
        child = getattr(self, side)
        if child: child.add(v)
        else: setattr(self, side, Tree(v))
    def walk(self):
        if self.l: yield from self.l.walk()
        yield self.v
        if self.r: yield from self.r.walk()
t = Tree(50)
for v in (30, 70, 20, 40, 60, 80, 35): t.add(v)
print(list(t.walk()))
