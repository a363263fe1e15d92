"""Keys that are tuples, and the methods of dicts and sets that take such keys: with everything that may stand in them."""


class Odd:
    def __init__(self, name, hash):
        self.name, self.hash = name, hash

    def __hash__(self):
        if self.hash is None:
            raise KeyError("no hash of " + self.name)
        return self.hash

    def __eq__(self, other):
        print("eq", self.name)
        if isinstance(other, Odd):
            return self.name == other.name
        return NotImplemented

    def __repr__(self):
        return self.name


big = 1 << 61
keys = [
    (), (0,), (-1,), (-2,), (1, 2), (True, 2.0), (1.5, "a"), ("a", ("b", (3, None))), (big - 1,), (big,), (-big,), (1 - big,),
    (1, 2, 3), ((1, 2), 3), (((((1,),),),),), (None,), ("ab", "c"), ("a", "bc"), (0.0, -0.0), (0, 0), ((),), ((), ()),
]
table = {}
for number, key in enumerate(keys):
    table[key] = number
print(len(table), [table[key] for key in keys])
print(hash((1, 2)) == hash((True, 2.0)), hash((-1,)) == hash((-2,)), hash((big - 1, 0)) == hash((0, 0)))
copies = [tuple(list(key)) for key in keys]
print([table.get(key, "?") for key in copies], (1,) in table, table.get((9, 9)), table.get((9, 9), "none"))
print([table.pop(key, "gone") for key in copies], table)
nan = float("nan")
print((nan,) in {(nan,): 1}, (float("nan"),) in {(nan,): 1})

# Script code that has a say inside of a tuple.
a, b, c = Odd("a", 7), Odd("a", 7), Odd("c", 7)
table = {(1, a): "first"}
print(table.get((1, b)), table.get((1, c)), (1, b) in table, table.setdefault((1, b), "new"))
table[1, b] = "second"
print(table, table.pop((1, c), "absent"), table.pop((1, b)), table)
group = {(a, 1)}
group.add((b, 1))
group.add((c, 1))
print(len(group), (b, 1) in group)
group.discard((c, 1))
group.remove((b, 1))
print(group)

bad = Odd("bad", None)
for action in (
    lambda: {}.get((1, bad)),
    lambda: {(1, bad): 1},
    lambda: {}.pop((bad,), 0),
    lambda: set().add((2, bad)),
    lambda: (2, bad) in {1},
    lambda: {1}.discard((2, bad)),
    lambda: {}.get((1, [])),
    lambda: {1}.remove((1, {})),
    lambda: {}.pop((1, 2)),
    lambda: {(1, 2)}.remove((2, 1)),
    lambda: {}[(1, ([],))],
):
    try:
        print("no error", action())
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)


# Subclasses go their own way.
class Mine(dict):
    def __missing__(self, key):
        return ["missing", key]


class Pair(tuple):
    def __hash__(self):
        print("hash of", tuple(self))
        return super().__hash__()

    def __eq__(self, other):
        print("eq of", tuple(self))
        return super().__eq__(other)


mine = Mine({(1, 2): 3})
print(mine[1, 2], mine[2, 1], mine.get((2, 1)), mine.get((1, 2)), mine.pop((1, 2)), mine)
print({(1, 2): "plain"}.get(Pair((1, 2))), Pair((1, 2)) in {(1, 2)}, (1, 2) in {Pair((1, 2))})


class Shrinks:
    """Equal to nothing, and empties the dict when it is asked."""

    def __hash__(self):
        return 7

    def __eq__(self, other):
        victim.clear()
        return False


victim = {(1, Shrinks()): "there", (2,): "too"}
print(victim.get((1, Shrinks()), "away"), victim)
victim = {(1, Shrinks()): "there"}
victim[1, Shrinks()] = "new"
print(len(victim), list(victim.values()))
