d = {"a": 1, "b": 2}
print(d, len(d), d["a"], d.get("x"), d.get("x", 0), "a" in d, 1 in d, list(d), {} == dict(), dict(a=1, b=2) == d, dict([("a", 1)]), dict(d, c=3), {**d, "a": 9})
d["c"] = 3
d["a"] = 10
del d["b"]
print(d, d.setdefault("a", 0), d.setdefault("z", 26), d.setdefault("n"), d)
print(d.pop("z"), d.pop("zz", "default"), d.popitem(), d, d.update({"q": 1}, r=2), d, d.update([("s", 3)]), d, d.copy() is d, dict.fromkeys("ab"), dict.fromkeys([1, 2], 0))
print({1: "int", "1": "str", (1,): "tuple", None: "none", 1.5: "float", b"b": "bytes"}, {1: "a", 1.0: "b", True: "c"})
d.clear()
print(d, bool(d), {"a": {"b": {"c": 1}}}["a"]["b"]["c"])
