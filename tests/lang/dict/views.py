d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, list(reversed(k)), list(reversed(i)))
d["d"] = 4
print(k, sorted(k & {"a", "d", "z"}), sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "q"}), k == {"a", "b", "c", "d"}, i >= {("a", 1)}, k.isdisjoint({"x"}), k <= {"a", "b", "c", "d", "e"})
print(sorted(i & {("a", 1), ("b", 9)}), {}.keys(), {}.items(), type(k).__name__, type(v).__name__, type(i).__name__)
for f in (lambda: k[0], lambda: k.append(1), lambda: hash(v) and 0, lambda: k + k, lambda: v | v):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(e)
print([(b, a) for a, b in d.items()], {b: a for a, b in d.items()}, max(d, key=d.get), sorted(d.items(), key=lambda p: -p[1]), d.keys() == d.keys(), d.values() == d.values())
