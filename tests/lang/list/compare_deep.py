print([1, 2, 3] == [1, 2, 3.0], [[1], [2]] == [[1], [2]], [1, 2] == (1, 2), [1] != [1, 2])
print([1, 2, 9] > [1, 2, 3], [1, "a"] < [2, 5], [[1, 2], 3] < [[1, 3], 0], [] >= [], ["b"] > ["a", "z"])
try:
    [1, "a"] < [1, 2]
except TypeError as e:
    print(e)
class Loud:
    def __init__(self, n): self.n = n
    def __eq__(self, other):
        print("eq", self.n, getattr(other, "n", other))
        return self.n == getattr(other, "n", other)
x = Loud(1)
print([x] == [x], x in [x], [Loud(1), Loud(2)] == [Loud(1), Loud(3)], [Loud(5)].index(5), [Loud(1)].count(1))
