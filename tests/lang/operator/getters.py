"""itemgetter, attrgetter, methodcaller."""
from operator import attrgetter, itemgetter, methodcaller


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Node:
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = parent

    def greet(self, word, *, end="!"):
        return f"{word} {self.name}{end}"


root = Node("root")
leaf = Node("leaf", Node("twig", root))
print(itemgetter(1)("abc"), itemgetter(0, 2)("abc"), itemgetter("k")({"k": 5}), itemgetter(slice(1, 3))("abcd"))
print(itemgetter(1), itemgetter(1, "a"), outcome(itemgetter), outcome(itemgetter(5), "abc"), outcome(itemgetter(0)), outcome(itemgetter(0), "a", "b"))
print(attrgetter("name")(leaf), attrgetter("parent.name", "name")(leaf), attrgetter("parent.parent.name")(leaf))
print(attrgetter("name"), attrgetter("a.b", "c"), outcome(attrgetter), outcome(attrgetter, 5), outcome(attrgetter("nope"), leaf), outcome(attrgetter("parent.x"), leaf))
print(methodcaller("greet", "hello")(leaf), methodcaller("greet", "bye", end="?")(root), methodcaller("upper")("abc"))
print(methodcaller("greet", "a", end=1), methodcaller("x"), outcome(methodcaller), outcome(methodcaller, 5), outcome(methodcaller("nope"), leaf))
print(sorted([(2, "b"), (1, "z"), (2, "a")], key=itemgetter(0)), sorted(["bb", "a", "CCC"], key=methodcaller("lower")))
print(list(map(itemgetter(1), {"x": 1, "y": 2}.items())), max([leaf, root], key=attrgetter("name")).name)


print(outcome(type, "First", (itemgetter,), {}))
