"""Natives called with fewer arguments than they have parameters, more, none, by name, unbound, and from natives."""


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


print(int(), int("12"), int("z", 36), int("12", base=8), float(), str(), str(5), str(b"x", "ascii"), bool(), bool([]))
print("a b".split(), "a-b-c".split("-"), "a-b-c".split("-", 1), "a-b-c".split(maxsplit=1), "a-b-c".split(sep="-", maxsplit=1))
print(" x ".strip(), "xax".strip("x"), {}.get("a"), {}.get("a", 5), {"b": 1}.pop("b"), {}.pop("b", 2), [1, 2].pop(), [1, 2].pop(0))
print(sorted([3, 1]), sorted([3, 1], reverse=True), max(3, 1), max([2, 3]), min("b", "a", key=str), round(2.5), round(2.567, 1), sum([1, 2]), sum([1], 5))
items = [3, 1, 2]
items.sort()
print(items, items.index(2), items.index(2, 1), enumerate("ab").__next__(), list(enumerate("ab", 1)), list(range(3)), list(range(1, 3)))
print(list(map(int, ["1", "2"])), list(map("a-b".split, "-")), list(map(str.split, ["a b"])), [*map(float, "12")], list(map(dict().get, "ab")))
for call in [
    lambda: int("12", 10, 5),
    lambda: int([]),
    lambda: int(5, 10),
    lambda: float(1, 2),
    lambda: str(1, 2, 3, 4),
    lambda: "a".split(1, 2, 3),
    lambda: "a".strip("a", "b"),
    lambda: {}.get(),
    lambda: {}.get(1, 2, 3),
    lambda: {}.pop(),
    lambda: [].pop(1, 2),
    lambda: [1].index(),
    lambda: sorted(),
    lambda: sorted([1], None),
    lambda: items.sort(None),
    lambda: str.split(),
    lambda: str.split(5),
    lambda: dict.get({}),
    lambda: len(),
    lambda: len([], []),
    lambda: "a".startswith(),
    lambda: int(x="5"),
    lambda: isinstance(1),
    lambda: getattr({}),
    lambda: getattr({}, "nope", "default"),
]:
    attempt(call)


class Number(int):
    def __new__(cls, text, extra=0):
        return super().__new__(cls, text) if extra == 0 else super().__new__(cls, text, extra)

    def __init__(self, *args):
        print("made of", args)


print(Number("5") + 1, Number("11", 2) + 1)


class Meta(type):
    def __call__(cls, *args):
        return ("called", args)


class Odd(int, metaclass=Meta):
    pass


print(Odd(1, 2))


class Named:
    def __str__(self):
        return Name("name")

    def __int__(self):
        return 7

    def __float__(self):
        return 7.5


class Name(str):
    def __init__(self, *args):
        print("init", args)


print(str(Named()), int(Named()), float(Named()))


def deep(n):
    return int(Deep(n)) if n else 0


class Deep:
    def __init__(self, n):
        self.n = n

    def __int__(self):
        return deep(self.n - 1) + 1


print(deep(50))

# Natives with *args take what is left; keyword-only parameters and **kwargs stay empty.
print(max(1, 5, 3), min("b", "a"), max(*range(9)), "{} {}".format(1, 2), "".format(), list(zip()), list(zip("ab", "cd")), list(map(max, "ac", "bb")))
print(repr(ValueError()), repr(ValueError(1)), repr(ValueError(1, "two")), ValueError(*"abc").args, OSError(2, "text").errno, KeyError("k").args)
print(*[], sep="-")
print("a", *"bc")
print(dict(), dict([("a", 1)]), dict(b=2), set().union(), set().union("a", "b") == {"a", "b"}, {1}.intersection({1, 2}, {1}))
for call in [lambda: max(), lambda: dict(1, 2), lambda: ValueError(a=1), lambda: str.format(), lambda: BaseException.__new__(), lambda: zip(1, 2)]:
    attempt(call)
