"""defaultdict and OrderedDict."""
from collections import OrderedDict, defaultdict


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


d = defaultdict(list, {"x": [0]}, y=[9])
d["a"].append(1)
d["a"].append(2)
print(d, d["new"], len(d), "zzz" in d, d.get("zzz"), d.default_factory, dict(d), d == {"x": [0], "y": [9], "a": [1, 2], "new": []})
counts = defaultdict(int)
for c in "mississippi":
    counts[c] += 1
print(sorted(counts.items()), counts.copy(), type(counts.copy()).__name__, counts | {"z": 5}, {"z": 5} | counts)
print(defaultdict(), defaultdict(None), outcome(lambda: defaultdict()["k"]), outcome(defaultdict, 5), outcome(lambda: counts | 5), outcome(defaultdict, int, 5))
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print(nested["a"], isinstance(nested, dict), counts.pop("m"), counts.setdefault("q", 3), outcome(lambda: defaultdict(lambda: 1 / 0)[1]))
counts.default_factory = None
print(outcome(lambda: counts["absent"]), counts.default_factory)
recursive = defaultdict(list)
recursive["self"] = recursive
print(recursive)


class Keyed(defaultdict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


print(Keyed()["ab"], Keyed(int, a=1))

o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o["d"] = 4
o["a"] = 10
print(o, list(o), list(reversed(o)), o.keys(), o.values(), o.items())
o.move_to_end("a")
print(list(o))
o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), o, outcome(o.move_to_end, "zz"), outcome(OrderedDict().popitem))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, OrderedDict(a=1) != OrderedDict(a=1), OrderedDict() == 5)
print(OrderedDict(), OrderedDict.fromkeys("ab", 0), o.copy(), type(o.copy()).__name__, o | {"z": 1}, {"z": 1} | o, o.pop("b"), outcome(o.pop, "b"), o.pop("b", None))
o.update(x=1)
o |= {"y": 2}
del o["d"]
print(o, len(o), o.setdefault("s", 5), outcome(OrderedDict, 5), outcome(hash, o), isinstance(o, dict))
o["me"] = o
print(o)
cache = OrderedDict()
for i in range(20):
    cache[i % 7] = i
    cache.move_to_end(i % 7)
    if len(cache) > 4:
        cache.popitem(last=False)
print(cache, list(reversed(cache.items())), sorted(cache.keys() & {5, 6}))


class Tagged(OrderedDict):
    tag = "t"


t = Tagged(a=1)
t.note = "n"
print(t, t.tag, t.note, t.copy())
