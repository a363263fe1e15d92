class It:
    def __init__(self, n): self.n = n
    def __iter__(self):
        print("iter")
        return self
    def __next__(self):
        if self.n == 0:
            print("stop")
            raise StopIteration
        self.n -= 1
        return self.n
a, b, c = It(3)
print(a, b, c)
a, *b = It(3)
print(a, b)
try:
    a, b = It(4)
except ValueError as e:
    print(e)
print([*It(2)], max(It(3)), dict(zip("ab", It(2))))
