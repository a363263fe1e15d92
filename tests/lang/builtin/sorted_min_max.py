print(sorted([3, 1, 2]), sorted("bca", reverse=True), sorted([-3, 2, 1], key=abs), sorted([(1, "b"), (1, "a")], key=lambda p: p[0]), sorted({}, key=str))
print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max({"a": 1, "b": 2}), min([], default="none"), max([], default=None), max("a", "b", key=ord), min([1, -2], key=abs), max((1, 2), (1, 3)), max([1, 1.0, True]), min(1.0, 1), max(2, 2.0, key=lambda v: -v))
for f in (lambda: max(), lambda: max([]), lambda: min(5), lambda: max(1, "a"), lambda: max(1, 2, default=3), lambda: min([], key=5), lambda: max(1, key=5), lambda: max([1, 2], key=5), lambda: max([1], foo=2), lambda: min(None)):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
