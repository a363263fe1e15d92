d = {"a": 1}
for f in (lambda: d["zz"], lambda: d[1], lambda: d.pop("zz"), lambda: {}.popitem(), lambda: d[[]], lambda: {[]: 1}, lambda: {}[{}], lambda: d.get([]), lambda: [] in d, lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(["ab", "cd"]), lambda: dict(a=1, **{"a": 2}), lambda: d + d, lambda: d < d, lambda: d.update(5), lambda: d.a, lambda: d(), lambda: dict(1, 2), lambda: d.pop(), lambda: hash(d), lambda: d[1, 2], lambda: d[None]):
    try:
        print(f())
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    del d["zz"]
except KeyError as e:
    print("KeyError", e, e.args)
