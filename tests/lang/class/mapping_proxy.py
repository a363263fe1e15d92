# The __dict__ of a class can be read, not written; types.MappingProxyType does the same for any mapping.
class A:
    limit = 3
    def method(self): return 1

d = A.__dict__
print(type(d).__name__, d["limit"], "method" in d, d.get("nope", 0), callable(d["method"]))
A.limit = 4
print(d["limit"], "limit" in vars(A), [name for name in d if not name.startswith("__")])
try: d["limit"] = 5
except TypeError as error: print(error)
try: del d["limit"]
except TypeError as error: print(error)
try: d.update(limit=5)
except AttributeError as error: print(error)

MappingProxyType = type(d)
source = {"a": 1, "b": 2}
proxy = MappingProxyType(source)
print(proxy, len(proxy), proxy["a"], list(proxy), list(proxy.items()), list(reversed(proxy)))
source["c"] = 3
print(proxy, proxy == source, proxy == MappingProxyType(source), proxy | {"d": 4}, {"z": 0} | proxy)
print(dict(proxy), {**proxy}, proxy.copy(), list(proxy.keys()), list(proxy.values()), sorted(proxy))
try: proxy["a"] = 5
except TypeError as error: print(error)
try: proxy["nope"]
except KeyError as error: print(error)
try: hash(proxy)
except TypeError as error: print(error)
for wrong in ([1], 5, None):
    try: MappingProxyType(wrong)
    except TypeError as error: print(error)
print({"k": 1}.keys().mapping)
