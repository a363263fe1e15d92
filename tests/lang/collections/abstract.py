"""collections.abc: what isinstance says, and what subclasses get."""
import collections
import collections.abc as abc
from collections.abc import (Callable, Collection, Container, Generator, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, MutableMapping,
                             MutableSequence, MutableSet, Reversible, Sequence, Set, Sized, ValuesView)

ALL = [Callable, Collection, Container, Generator, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, MutableMapping, MutableSequence, MutableSet,
       Reversible, Sequence, Set, Sized, ValuesView]


class Plain:
    pass


class Sizer:
    def __len__(self):
        return 1

    def __iter__(self):
        return iter([1])

    def __contains__(self, x):
        return x == 1


class Unhashable:
    __hash__ = None


for value in [1, "a", b"a", (), [], {}, set(), frozenset(), range(3), None, len, lambda: 0, Plain, Plain(), Sizer(), Unhashable(), iter([]), iter({}), (x for x in []),
              {}.keys(), {}.values(), {}.items(), zip(), bytearray(), collections.deque(), collections.OrderedDict(), collections.Counter(),
              collections.defaultdict(), collections.ChainMap(), collections.UserList(), collections.UserDict()]:
    print(type(value).__name__, [cls.__name__ for cls in ALL if isinstance(value, cls)])
print(issubclass(list, Sequence), issubclass(dict, Sequence), issubclass(int, Hashable), issubclass(list, Hashable), abc is collections.abc, Mapping)


class Numbers(Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


n = Numbers(5, 6, 5)
print(list(n), 6 in n, list(reversed(n)), n.index(5), n.index(5, 1), n.count(5), isinstance(n, Iterable))
try:
    Sequence()
except TypeError as error:
    print(error)


class Lower(MutableMapping):
    def __init__(self, *args, **kw):
        self.data = {}
        self.update(*args, **kw)

    def __getitem__(self, key):
        return self.data[key.lower()]

    def __setitem__(self, key, value):
        self.data[key.lower()] = value

    def __delitem__(self, key):
        del self.data[key.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


m = Lower({"A": 1}, B=2)
print(dict(m), m["a"], "b" in m, m.get("zz"), m.pop("A"), m.setdefault("Q", 5), list(m.keys()), list(m.items()), m == {"b": 2, "q": 5}, m.keys() & {"b"}, m.popitem())
m.clear()
print(len(m), list(m.keys()), isinstance(m, Mapping))


class Bits(MutableSet):
    def __init__(self, it=()):
        self.items = list(dict.fromkeys(it))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, x):
        if x not in self.items:
            self.items.append(x)

    def discard(self, x):
        if x in self.items:
            self.items.remove(x)


s = Bits([1, 2, 3])
print(list(s & {2, 3, 9}), list(s | [9]), list(s - {1}), list(s ^ {3, 4}), s <= Bits([1, 2, 3, 4]), s == {1, 2, 3}, s.isdisjoint([7]), s > {1})
s |= {8}
s -= {1}
s.remove(2)
print(list(s), s.pop(), len(s))


class Rev(MutableSequence):
    def __init__(self):
        self.items = []

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __len__(self):
        return len(self.items)

    def insert(self, i, v):
        self.items.insert(i, v)


r = Rev()
r.append(1)
r.extend([2, 3])
r += [4]
r.reverse()
print(r.items, r.pop(), r.pop(0), list(r))
r.remove(2)
print(list(r))


@Sequence.register
class Registered:
    pass


print(isinstance(Registered(), Sequence), issubclass(Registered, Iterable))
u = collections.UserDict(a=1)
u["b"] = 2
print(u, u | {"c": 3}, len(u), "a" in u, u.copy(), collections.UserList([3, 1]) + [2], sorted(collections.UserList([3, 1])), collections.UserString("ab").upper() + "c")
