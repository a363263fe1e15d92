"""Counter and ChainMap."""
from collections import ChainMap, Counter


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


c = Counter("mississippi")
print(c, c["s"], c["zz"], len(c), c.total(), c.most_common(2), c.most_common(), sorted(c.elements()))
c.update("miss", s=10)
c.subtract({"m": 5}, i=1)
print(c, Counter(a=3, b=0), Counter(), Counter([1, 1.0, 2]), Counter({"x": 2}), dict(c))
a, b = Counter(a=3, b=1, z=-1), Counter(a=1, b=2, c=4)
print(a + b, a - b, a | b, a & b, +a, -a, a == b, a == Counter(a=3, b=1, z=-1, q=0), a <= b, Counter(a=1) < a, a >= Counter(z=-5), a != b)
a += b
print(a)
a -= Counter(a=4)
print(a)
a |= Counter(q=7)
a &= Counter(q=5, b=9, c=1)
print(a, a.copy(), type(a.copy()).__name__)
del a["nothing"]
del a["q"]
print(a, outcome(Counter.fromkeys, "ab"), outcome(Counter, 5), outcome(lambda: Counter("a") + 5), outcome(Counter, [[]]))
print(Counter({"a": "x", "b": 2}) if False else Counter(a=1).pop("a"), isinstance(a, dict), Counter(b"aab"), Counter(x for x in "zzy"))


class Loud(Counter):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


Loud("aab")

m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m, m["a"], m["b"], list(m), len(m), "b" in m, m.get("zz", 0), sorted(m.items()), m.maps, m.parents, bool(ChainMap()))
m["b"] = 9
child = m.new_child({"c": 5})
print(m, child, child["a"], m.pop("a"), m["a"], outcome(m.pop, "a"), outcome(lambda: m["zz"]), dict(child))
del m["b"]
print(m, outcome(m.__delitem__, "b"), m | {"q": 1}, {"q": 1} | m, m == {"a": 2, "b": 3}, m.copy(), ChainMap.fromkeys("xy", 0), m.setdefault("w", 4))
print(m.popitem(), outcome(m.popitem), m.new_child(z=1), list(ChainMap({"x": 1, "y": 2}, {"y": 5, "k": 6})))
