"""Keys that are equal without being the same object: found, replaced and removed, whatever else has their hash."""


def text(*parts):
    return "".join(parts)


counts = {}
for word in ["one", text("o", "ne"), text("on", "e"), "two", text("t", "wo")]:
    if word in counts:
        counts[word] += 1
    else:
        counts[word] = 1
print(counts, counts[text("tw", "o")], counts.get(text("", "one")), counts.pop(text("on", "e")), counts)

pairs = {}
for n in range(6):
    pairs[text("k", str(n % 2)), n % 3] = pairs.get((text("k", str(n % 2)), n % 3), 0) + 1
print(pairs, pairs[text("k", "0"), 2], ("k1", 1.0) in pairs, ("k1", True) in pairs)
nested = {((1, "a"), ("b", (2.5, None))): "nested"}
print(nested[(1, text("", "a")), (text("b", ""), (5 / 2, None))], ((1, "a"), ("b", (2.5, 0))) in nested)
print({1: "int"}[1.0], {1.0: "float"}[True], {True: "bool"}[1], {2**70: "big"}[2.0**70], {0.0: "zero"}[-0.0])
nan = float("nan")
print({nan: 1}.get(nan), {nan: 1}.get(float("nan")), {(nan,): 2}.get((nan,)))


class Key:
    """Has the hash of a string, and answers for itself."""

    def __init__(self, name, answer):
        self.name, self.answer = name, answer

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        print("asked", self.name, "about", other if isinstance(other, str) else other.name)
        return self.answer


no, yes = Key("one", False), Key("one", True)
d = {no: "no"}
d["one"] = "text"
print(d[text("o", "ne")], len(d))
d[yes] = "yes"
print(list(d.values()), d["one"])
e = {"one": 1}
print(e.get(no), e.get(yes), yes in e, e.setdefault(text("one", ""), 5), e.setdefault(no, 6), len(e))
del e[text("o", "n", "e")]
e[text("on", "e")] = 7
print(list(e.values()))


class Word(str):
    __hash__ = str.__hash__

    def __eq__(self, other):
        return False


w = Word("w")
print({"w": 1}.get(w), {w: 2}.get("w"), {w: 3}.get(w), {("w",): 4}.get((w,)))
seen = {text("a", str(n % 3)) for n in range(9)}
print(sorted(seen), text("a", "1") in seen, frozenset(seen) == {"a0", "a1", "a2"})
# Deleted and entered again, many times.
for n in range(100):
    counts[text("key", str(n % 7))] = n
    if n % 3 == 0:
        del counts[text("k", "ey", str(n % 7))]
print(counts)
