"""`for a, b in d.items()`, `zip`, `map` and `enumerate`: what the targets may be, and what changes meanwhile."""

d = {"a": 1, "b": 2, "c": 3}
for key, value in d.items():
    print(key, value, end=" ")
print(key, value)
for value, key in d.items():
    print(value, key, end=";")
print()
print([k + str(v) for k, v in d.items()], {v: k for k, v in d.items()}, sorted(v for k, v in d.items()), [x for [x, _] in d.items()])


class Box:
    pass


box, cells = Box(), [0, 0]
for box.key, cells[1] in d.items():
    print(vars(box), cells, end=" ")
print()
for (first, *rest) in d.items():
    print(first, rest, end=" ")
for ((letter,), number) in d.items():
    print(letter, number, end=" ")
print()
for pair in d.items():
    left, right = pair
    print(pair, left, right, end=" ")
print(pair)
for same, same in d.items():
    print(same, end=" ")
print()
for k, v in reversed(d.items()):
    print(k, v, end=" ")
print()
total = 0
for k, v in {i: i * i for i in range(100)}.items():
    if k % 2:
        continue
    if k > 50:
        break
    total += v
else:
    print("never")
print(total, k, v)

for text in ("a, b, c", "a,", "[]", "a, (b, c)"):
    try:
        exec(f"for {text} in d.items():\n    print('unpacked')")
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


def global_targets():
    global gk, gv
    for gk, gv in d.items():
        pass

    def inner():
        return ck, cv

    for ck, cv in d.items():
        if cv == 2:
            return inner()


print(global_targets(), gk, gv)

# The dict changes while it is iterated.
growing = {1: 1, 2: 2}
try:
    for k, v in growing.items():
        growing[k + 10] = v
except RuntimeError as error:
    print(error, k, v)
replaced = {1: "one", 2: "two", 3: "three"}
for k, v in replaced.items():
    replaced[k] = v.upper()
    replaced[3] = "last"
print(replaced)
try:
    for k, v in replaced.items():
        del replaced[k]
        replaced[k] = v
        if k > 100:
            break
except RuntimeError as error:
    print(error)


class Items(dict):
    def items(self):
        return [("own", "items"), (1, 2)]


for k, v in Items(a=1).items():
    print(k, v, end=" ")
for k, v in dict.items(Items(a=1)):
    print(k, v)


def pairs():
    iterator = iter(d.items())
    for k, v in iterator:
        yield k, v
        print("rest", next(iterator, None))


print(list(pairs()))

# Several iterators at once, which may end or fail at any time.
print(list(zip()), list(zip("ab")), list(zip("ab", [1, 2, 3], (x for x in "xyz"))), list(zip([], "a")))
letters, numbers = iter("abcd"), iter([1, 2])
print(list(zip(letters, numbers)), list(letters))
for arguments in (("ab", "a"), ("a", "ab"), ("a", "b", "cd"), ("", "", "x"), ("ab", "cd")):
    try:
        print(list(zip(*arguments, strict=True)))
    except ValueError as error:
        print(error)


def fails():
    yield 1
    raise KeyError("from the generator")


try:
    for a, b in zip([1, 2], fails()):
        print(a, b)
except KeyError as error:
    print(error)
print(list(map(lambda *a: a, "ab", [1, 2, 3], fails.__name__)), list(map(abs, [-1, 2.5, True])), list(map(max, [1, 5], [2, 4])))
try:
    print(list(map(len, ["a", 1])))
except TypeError as error:
    print(error)
both = zip(*[iter(range(6))] * 2)
print(next(both), list(both))
for i, (k, v) in enumerate(d.items(), 1 << 62):
    print(i - (1 << 62), k, v, end=" ")
print()


class Step:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(zip(Step(3), Step(2), "abc")), sum(Step(5)), sum([1, True, 2.5, 1 << 70]), sum([[1], [2]], []), sum(x for x in (1, 2)))
print(sum([(1 << 61) - 1, 1, 1 << 62, -5]), sum([0.1] * 10), sum([], 5), any([0, "", [], 0.0]), all([1, "a", [0]]), max(Step(4)), min([3, 1, 2], key=lambda n: -n))
a = b = c = None
for a, b in [(1, 2), "xy", [3, 4], {5: 0, 6: 0}]:
    print(a, b, end=" ")
for a, b, c in [(1, 2, 3), "xyz"]:
    print(a, b, c, end=" ")
for a, b, c, e in [(1, 2, 3, 4)]:
    print(a, b, c, e)
for (a, b) in [(1, 2, 3)] if False else []:
    pass
try:
    for a, b in [(1, 2), (3, 4, 5)]:
        print(a, b)
except ValueError as error:
    print(error, a, b)
