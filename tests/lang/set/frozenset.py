f = frozenset("abc")
print(len(f), sorted(f), f == set("abc"), {f: 1}[frozenset("cba")], hash(frozenset([1, 2])) == hash(frozenset([2, 1])), f | {"d"} == set("abcd"), type(f | {"d"}).__name__, type({"d"} | f).__name__, frozenset(f) is f, {frozenset({1})} == {frozenset({1})}, {1} in {frozenset({1})})
print(f.union("d") == frozenset("abcd"), f & {"a"}, f - {"a", "b"}, f.isdisjoint("xyz"), f > {"a"}, f.copy() is f, repr(frozenset([5])), str(frozenset()))
g = f
g |= {"z"}
print(sorted(g), sorted(f), g is f)
