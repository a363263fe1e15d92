"""Methods of built-in types: absent arguments, the line of what they raise, methods that call back, and sites that see several classes."""

import sys


def absent(d):
    return d.get("x")


def given_and_absent(d, words):
    out = []
    for _ in range(2):
        out.append(d.get("x", 5))
        out.append(absent(d))
        out.append(words.split(" ", 1))
        out.append(words.split())
        out.append(words.strip("a"))
        out.append(words.strip())
        out.append([1, 2, 3].pop(0))
        out.append([1, 2, 3].pop())
    return out


print(given_and_absent({}, " a b  c a"))
print(given_and_absent({"x": 1}, "aa b"))


def line_of(action):
    try:
        action()
    except Exception as error:
        place = error.__traceback__.tb_next
        return type(error).__name__, str(error), place.tb_lineno - action.__code__.co_firstlineno


def pops():
    items = [1, 2]
    while True:
        items.pop()


def removes():
    items = {1}
    for _ in range(3):

        items.remove(1)


def calls_back():
    def key(x):
        return 1 // x

    return [2, 1, 0].sort(key=key)


def too_many():
    return [].append(
        1, 2
    )


for action in (pops, removes, calls_back, too_many):
    print(line_of(action))


class Word(str):
    def __eq__(self, other):
        seen.append(str(other))
        return super().__eq__(other)

    __hash__ = str.__hash__


seen = []
table = {Word("k"): "v"}
for _ in range(2):
    print([1, table.get("k"), [Word("a"), Word("b")].index("b"), 2], seen)


class Stack(list):
    def pop(self):
        return "mine", super().pop()


def take(items):
    return items.pop()


for items in ([1], {2}, Stack([3]), [4], bytearray(b"a"), {5}, Stack([6])):
    print(take(items))
Stack.pop = lambda self: "changed"
print(take(Stack([7])), take([8]))


def deep(items):
    items.sort(key=lambda x: deep([x]))


try:
    deep([1])
except RecursionError as error:
    print("RecursionError", sys.getrecursionlimit() > 0)
