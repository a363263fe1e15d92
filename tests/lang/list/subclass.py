class Stack(list):
    def push(self, x):
        self.append(x)
        return self
    def __len__(self):
        return 100 + super().__len__()
s = Stack([1, 2])
s.push(3).push(4)
print(s, len(s), s[0], s[-1], isinstance(s, list), s == [1, 2, 3, 4], type(s + [5]).__name__, type(s[:2]).__name__, list(s), sum(s), bool(Stack()))
class Logged(list):
    def append(self, x):
        print("append", x)
        super().append(x)
    def __getitem__(self, i):
        return ("item", super().__getitem__(i))
g = Logged()
g.append(1)
g.extend([2])
print(g, g[0], [x for x in g])
