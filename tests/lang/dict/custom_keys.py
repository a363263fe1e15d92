class Key:
    def __init__(self, n): self.n = n
    def __hash__(self):
        print("hash", self.n)
        return self.n % 2
    def __eq__(self, other):
        print("eq", self.n, other.n)
        return self.n == other.n
d = {Key(1): "one"}
d[Key(3)] = "three"
print(d[Key(1)], len(d), Key(5) in d)
class NoHash:
    def __eq__(self, other): return True
try:
    {NoHash(): 1}
except TypeError as e:
    print(e)
class BadHash:
    def __hash__(self): return "x"
try:
    {BadHash(): 1}
except TypeError as e:
    print(e)
class Big:
    def __hash__(self): return 2**70
print(hash(Big()) == hash(2**70), len({Big(): 1, Big(): 2}))
class Boom:
    def __hash__(self): return 7
    def __eq__(self, other): raise ValueError("eq failed")
try:
    {Boom(): 1, Boom(): 2}
except ValueError as e:
    print(e)
