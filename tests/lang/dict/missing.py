class Default(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value
d = Default(a="x")
print(d["a"], d["b"], d, d.get("c"), "c" in d, len(d))
class Plain(dict):
    pass
try:
    Plain()["nope"]
except KeyError as e:
    print(repr(e))
class Upper(dict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
    def __getitem__(self, k): return super().__getitem__(k.upper())
    def __contains__(self, k): return super().__contains__(k.upper())
u = Upper()
u["abc"] = 1
u.update(low=2)
print(u, u["ABC"], "aBc" in u, isinstance(u, dict), u == {"ABC": 1, "low": 2}, type(u.copy()).__name__)
