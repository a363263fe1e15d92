"""Every operation that changes a thing against every one that reads or iterates it, and against every other that changes it, on 8 threads.

    every_pair.py [ROUNDS [PART OF]]    rounds of each pair (6), and which part of the pairs (another fortieth each time)

What a reader may find: an item that somebody put there, whole; an error of the language, as when a size changes during iteration. What
is left must be consistent: as many items as its length says, each of them one that was put there.
"""
import sys
import threading
import time

try:
    from collections import deque
except ModuleNotFoundError:  # not yet everywhere
    deque = list

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 6
PART, OF = (int(word) for word in sys.argv[2:4]) if len(sys.argv) > 3 else (time.time_ns() // 1000 % 40 + 1, 40)
THREADS = 8
ALLOWED = (IndexError, KeyError, ValueError, RuntimeError, StopIteration, AttributeError, NameError)


class Item:
    """What is put into things: whoever reads one checks it."""

    def __init__(self, number):
        self.number = number
        self.check = -number

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number

    def __hash__(self):
        return self.number % 7


def whole(item):
    assert type(item) is Item and item.check == -item.number, item


def all_whole(items):
    for item in items:
        whole(item)


def whole_pairs(pairs):
    for key, value in pairs:
        whole(key)
        assert value == key.number, (key, value)


class Things:
    """One kind of thing: how to make one, its operations, and what must be true in the end."""

    def __init__(self, make, change, read, check):
        self.make, self.change, self.read, self.check = make, change, read, check


def check_list(x):
    items = list(x)
    assert len(items) == len(x)
    all_whole(items)


LISTS = Things(
    lambda: [Item(n) for n in range(12)],
    {
        "append": lambda x, n: x.append(Item(n)),
        "pop": lambda x, n: x.pop(),
        "pop first": lambda x, n: x.pop(0),
        "insert": lambda x, n: x.insert(n % 5, Item(n)),
        "remove": lambda x, n: x.remove(Item(n % 12)),
        "extend": lambda x, n: x.extend([Item(n), Item(n + 1)]),
        "extend by itself": lambda x, n: x.extend(x[:3]),
        "+=": lambda x, n: x.__iadd__((Item(n),)),
        "item": lambda x, n: x.__setitem__(n % 6, Item(n)),
        "delete": lambda x, n: x.__delitem__(n % 6),
        "slice": lambda x, n: x.__setitem__(slice(1, 4), [Item(n)] * (n % 7)),
        "step": lambda x, n: x.__delitem__(slice(None, None, 3)),
        "clear": lambda x, n: x.clear() if n % 5 == 0 else x.append(Item(n)),
        "sort": lambda x, n: x.sort(),
        "sort by key": lambda x, n: x.sort(key=lambda item: -item.number),
        "reverse": lambda x, n: x.reverse(),
        "*=": lambda x, n: x.__imul__(n % 3) if len(x) < 200 else x.clear(),
    },
    {
        "item": lambda x, n: whole(x[n % 6]),
        "last": lambda x, n: whole(x[-1]),
        "slice": lambda x, n: all_whole(x[1:5]),
        "iterate": lambda x, n: all_whole(x),
        "reversed": lambda x, n: all_whole(reversed(x)),
        "copy": lambda x, n: all_whole(x.copy()),
        "tuple": lambda x, n: all_whole(tuple(x)),
        "+": lambda x, n: all_whole(x + x),
        "in": lambda x, n: Item(n) in x,
        "index": lambda x, n: x.index(Item(n)),
        "count": lambda x, n: x.count(Item(n)),
        "==": lambda x, n: x == x[:],
        "sorted": lambda x, n: all_whole(sorted(x)),
        "comprehension": lambda x, n: [whole(item) for item in x],
        "unpack": lambda x, n: all_whole([*x]),
        "zip": lambda x, n: [whole(a) or whole(b) for a, b in zip(x, x)],
        "len": lambda x, n: len(x) >= 0,
        "min": lambda x, n: whole(min(x)),
        "call": lambda x, n: (lambda *items: all_whole(items))(*x),
    },
    check_list,
)


def check_dict(x):
    pairs = list(x.items())
    assert len(pairs) == len(x) == len(set(x))
    whole_pairs(pairs)
    assert all(x[key] == value for key, value in pairs)


def put(x, n):
    x[Item(n)] = n


DICTS = Things(
    lambda: {Item(n): n for n in range(12)},
    {
        "item": lambda x, n: put(x, n % 50),
        "delete": lambda x, n: x.__delitem__(Item(n % 12)),
        "pop": lambda x, n: x.pop(Item(n % 20), None),
        "popitem": lambda x, n: x.popitem(),
        "setdefault": lambda x, n: x.setdefault(Item(n % 30), n % 30),
        "update": lambda x, n: x.update({Item(k): k for k in range(n % 9)}),
        "update by pairs": lambda x, n: x.update([(Item(n % 40), n % 40)]),
        "|=": lambda x, n: x.__ior__({Item(n % 25): n % 25}),
        "clear": lambda x, n: x.clear() if n % 5 == 0 else put(x, n % 9),
    },
    {
        "item": lambda x, n: x[Item(n % 12)] == n % 12 or wrong(x),
        "get": lambda x, n: x.get(Item(n % 12), n % 12) == n % 12 or wrong(x),
        "in": lambda x, n: Item(n % 12) in x,
        "iterate": lambda x, n: all_whole(x),
        "items": lambda x, n: whole_pairs(x.items()),
        "values": lambda x, n: sum(x.values()),
        "reversed": lambda x, n: all_whole(reversed(x)),
        "copy": lambda x, n: whole_pairs(x.copy().items()),
        "dict": lambda x, n: whole_pairs(dict(x).items()),
        "list": lambda x, n: all_whole(list(x)),
        "|": lambda x, n: whole_pairs((x | {}).items()),
        "==": lambda x, n: x == x.copy(),
        "comprehension": lambda x, n: {key: value for key, value in x.items()},
        "keys &": lambda x, n: all_whole(x.keys() & {Item(1), Item(2)}),
        "len": lambda x, n: len(x) >= 0,
    },
    check_dict,
)


def wrong(x):
    raise AssertionError(x)


def check_set(x):
    items = list(x)
    assert len(items) == len(x) == len(set(items))
    all_whole(items)


SETS = Things(
    lambda: {Item(n) for n in range(12)},
    {
        "add": lambda x, n: x.add(Item(n % 40)),
        "discard": lambda x, n: x.discard(Item(n % 12)),
        "remove": lambda x, n: x.remove(Item(n % 12)),
        "pop": lambda x, n: x.pop(),
        "update": lambda x, n: x.update([Item(k) for k in range(n % 15)]),
        "|=": lambda x, n: x.__ior__({Item(n % 30)}),
        "&=": lambda x, n: x.__iand__({Item(k) for k in range(8)}),
        "-=": lambda x, n: x.__isub__({Item(n % 9)}),
        "^=": lambda x, n: x.__ixor__({Item(n % 9)}),
        "clear": lambda x, n: x.clear() if n % 5 == 0 else x.add(Item(n % 9)),
    },
    {
        "in": lambda x, n: Item(n % 12) in x,
        "iterate": lambda x, n: all_whole(x),
        "list": lambda x, n: all_whole(list(x)),
        "copy": lambda x, n: all_whole(x.copy()),
        "frozenset": lambda x, n: all_whole(frozenset(x)),
        "|": lambda x, n: all_whole(x | {Item(99)}),
        "&": lambda x, n: all_whole(x & {Item(1), Item(2)}),
        "-": lambda x, n: all_whole(x - {Item(1)}),
        "^": lambda x, n: all_whole(x ^ {Item(1), Item(77)}),
        "<=": lambda x, n: x <= {Item(k) for k in range(50)},
        "==": lambda x, n: x == x.copy(),
        "sorted": lambda x, n: all_whole(sorted(x)),
        "len": lambda x, n: len(x) >= 0,
    },
    check_set,
)


def check_bytes(x):
    assert len(bytes(x)) == len(x) and set(x) <= set(b"abcdefgh"), x


LETTERS = b"abcdefgh"
BYTES = Things(
    lambda: bytearray(LETTERS * 3),
    {
        "append": lambda x, n: x.append(LETTERS[n % 8]),
        "extend": lambda x, n: x.extend(LETTERS[: n % 8]),
        "extend by itself": lambda x, n: x.extend(x[:5]),
        "insert": lambda x, n: x.insert(n % 5, LETTERS[n % 8]),
        "pop": lambda x, n: x.pop(),
        "remove": lambda x, n: x.remove(LETTERS[n % 8]),
        "item": lambda x, n: x.__setitem__(n % 7, LETTERS[n % 8]),
        "slice": lambda x, n: x.__setitem__(slice(2, 6), LETTERS[: n % 8]),
        "delete": lambda x, n: x.__delitem__(slice(None, None, 2)),
        "clear": lambda x, n: x.clear() if n % 5 == 0 else x.extend(LETTERS),
        "reverse": lambda x, n: x.reverse(),
    },
    {
        "item": lambda x, n: x[n % 7] in LETTERS or wrong(x),
        "slice": lambda x, n: check_bytes(x[1:9]),
        "iterate": lambda x, n: [byte in LETTERS or wrong(x) for byte in x],
        "bytes": lambda x, n: check_bytes(bytes(x)),
        "decode": lambda x, n: x.decode(),
        "find": lambda x, n: x.find(b"cd"),
        "+": lambda x, n: check_bytes(x + b"a"),
        "==": lambda x, n: x == bytes(x),
        "upper": lambda x, n: x.upper().isupper(),
        "split": lambda x, n: x.split(b"d"),
        "join": lambda x, n: check_bytes(b"a".join([x, x])),
    },
    check_bytes,
)

DEQUES = Things(
    lambda: deque([Item(n) for n in range(12)]),
    {
        "append": lambda x, n: x.append(Item(n)),
        "appendleft": lambda x, n: x.appendleft(Item(n)),
        "pop": lambda x, n: x.pop(),
        "popleft": lambda x, n: x.popleft(),
        "extend": lambda x, n: x.extend([Item(n)] * (n % 4)),
        "rotate": lambda x, n: x.rotate(n % 5 - 2),
        "item": lambda x, n: x.__setitem__(n % 6, Item(n)),
        "clear": lambda x, n: x.clear() if n % 5 == 0 else x.append(Item(n)),
    },
    {
        "item": lambda x, n: whole(x[n % 6]),
        "iterate": lambda x, n: all_whole(x),
        "list": lambda x, n: all_whole(list(x)),
        "copy": lambda x, n: all_whole(x.copy()),
        "len": lambda x, n: len(x) >= 0,
    },
    check_list,
)


class Open:
    """Has whatever attributes it is given."""

    shared = None


def check_attributes(x):
    all_whole(vars(x).values())


def set_class(x, n):
    x.__class__ = type(x) if n % 2 else Open


ATTRIBUTES = Things(
    Open,
    {
        "set": lambda x, n: setattr(x, f"a{n % 9}", Item(n)),
        "set many": lambda x, n: setattr(x, f"b{n % 40}", Item(n)),
        "same": lambda x, n: setattr(x, "value", Item(n)),
        "delete": lambda x, n: delattr(x, f"a{n % 9}"),
        "class": set_class,
        "by dict": lambda x, n: x.__dict__.update({f"a{n % 5}": Item(n)}),
    },
    {
        "get": lambda x, n: whole(getattr(x, f"a{n % 9}")),
        "same": lambda x, n: whole(x.value),
        "vars": lambda x, n: all_whole(vars(x).values()),
        "dir": lambda x, n: dir(x),
        "hasattr": lambda x, n: hasattr(x, f"b{n % 40}"),
    },
    check_attributes,
)


def new_class():
    base = type("Base", (), {"value": Item(1)})
    return type("Derived", (base,), {"read": lambda self: self.value})


CLASSES = Things(
    new_class,
    {
        "set": lambda x, n: setattr(x, f"a{n % 9}", Item(n)),
        "shadow": lambda x, n: setattr(x, "value", Item(n)),
        "unshadow": lambda x, n: delattr(x, "value"),
        "of the base": lambda x, n: setattr(x.__mro__[1], "value", Item(n)),
        "method": lambda x, n: setattr(x, "read", lambda self: self.value),
        "property": lambda x, n: setattr(x, "value", property(lambda self: Item(3)) if n % 2 else Item(n)),
        "special": lambda x, n: setattr(x, "__len__", lambda self: 5),
    },
    {
        "get": lambda x, n: whole(getattr(x, f"a{n % 9}")),
        "through an instance": lambda x, n: whole(x().value),
        "method": lambda x, n: whole(x().read()),
        "special": lambda x, n: hasattr(x, "__len__") and len(x()) == 5,
        "vars": lambda x, n: list(vars(x)),
        "subclass": lambda x, n: whole(type("More", (x,), {})().value),
    },
    lambda x: whole(x().value),
)


def set_global(x, n):
    global global_value
    global_value = Item(n)


def delete_global(x, n):
    global global_value
    del global_value


GLOBALS = Things(
    lambda: set_global(None, 1),
    {"set": set_global, "delete": delete_global, "by name": lambda x, n: globals().__setitem__("global_value", Item(n))},
    {"get": lambda x, n: whole(global_value), "by name": lambda x, n: whole(globals()["global_value"]), "dir": lambda x, n: "Item" in globals() or wrong(x)},
    lambda x: None,
)


def give():
    while True:
        got = yield Item(7)
        if got is not None:
            whole(got)


GENERATORS = Things(
    give,
    {"next": lambda x, n: whole(next(x)), "send": lambda x, n: x.send(None) and whole(x.send(Item(n))), "close": lambda x, n: n % 9 or x.close(),
     "throw": lambda x, n: n % 9 or x.throw(ValueError)},
    {"for": lambda x, n: [whole(item) for item, _ in zip(x, range(3))], "list": lambda x, n: [*zip(range(2), x)]},
    lambda x: None,
)



ITERATORS = Things(
    lambda: [iter([Item(n) for n in range(60)]), iter({Item(n): n for n in range(60)}), iter(range(60)), enumerate([Item(1)] * 60)],
    {"list": lambda x, n: whole(next(x[0])), "dict": lambda x, n: whole(next(x[1])), "range": lambda x, n: next(x[2]) < 60 or wrong(x),
     "enumerate": lambda x, n: whole(next(x[3])[1])},
    {"rest": lambda x, n: all_whole(x[0]), "length": lambda x, n: x[0].__length_hint__() <= 60 or wrong(x)},
    lambda x: None,
)

ALL = {"list": LISTS, "dict": DICTS, "set": SETS, "bytearray": BYTES, "deque": DEQUES, "attributes": ATTRIBUTES, "class": CLASSES, "globals": GLOBALS,
       "generator": GENERATORS, "iterators": ITERATORS}


def work(number, pairs, barrier, failures):
    for kind, first, second, one, other, thing, check in pairs:
        barrier.wait()
        operation = one if number % 2 else other
        for n in range(number, number + ROUNDS):
            try:
                operation(thing, n)
            except ALLOWED:
                pass
            except BaseException as error:
                failures.append((kind, first, second, repr(error)))
        barrier.wait()
        if number == 0:
            try:
                check(thing)
            except BaseException as error:
                failures.append((kind, first, second, "afterwards", repr(error)))


def main():
    pairs = []
    for kind, things in ALL.items():
        for first, one in things.change.items():
            for second, other in [*things.read.items(), *things.change.items()]:
                pairs.append((kind, first, second, one, other, things))
    # Made only now: a heap full of things makes every collection long.
    pairs = [(*pair, things.make(), things.check) for *pair, things in pairs[PART - 1::OF]]
    barrier, failures = threading.Barrier(THREADS), []
    threads = [threading.Thread(target=work, args=(number, pairs, barrier, failures)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for failure in failures[:20]:
        print(*failure)
    print("ok" if not failures else f"{len(failures)} failures in part {PART} of {OF}")


if __name__ == "__main__":
    main()
