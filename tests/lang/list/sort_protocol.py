# Sorting uses only __lt__, is stable, and hides the list's contents meanwhile.
class Item:
    def __init__(self, key, tag):
        self.key, self.tag = key, tag
    def __lt__(self, other):
        return self.key < other.key
    def __repr__(self):
        return f"{self.key}{self.tag}"
items = [Item(k, t) for k, t in ((2, "a"), (1, "a"), (2, "b"), (1, "b"), (0, "z"))]
print(sorted(items), sorted(items, reverse=True), min(items), items)
class Boom(Exception):
    pass
def key(x):
    if x == 3:
        raise Boom("at 3")
    return -x
a = [1, 2, 3, 4]
try:
    a.sort(key=key)
except Boom as e:
    print("Boom", e, a)
a = [3, 2, 1]
try:
    a.sort(key=lambda x: a.append(x) or x)
except ValueError as e:
    print(e, sorted(a) != [])
