print(sum([]), sum([1, 2, 3]), sum([1, 2], 10), sum((0.1, 0.2)), sum([[1], [2]], []), sum(range(5), start=100), sum([True, True]), sum({1: 0, 2: 0}), sum([2**62, 2**62, -5]), sum([1, 2.5, 3]))
print(any([]), all([]), any([0, "", None]), any([0, 5]), all([1, "a", [0]]), all([1, 0]), any(x > 2 for x in range(5)), all({}), any("a"), any({0: 1}))
seen = []
def t(x): seen.append(x); return x
print(any(t(x) for x in [0, 3, 5]), seen, all(t(x) for x in [1, 0, 9]), seen)
for f in (lambda: sum(["a", "b"]), lambda: sum(["a"], ""), lambda: sum(5), lambda: sum([1], "x"), lambda: any(5), lambda: all(None), lambda: sum(), lambda: sum([b"a"], b""), lambda: sum([None]), lambda: any([1], [2])):
    try: print(f())
    except TypeError as e: print(e)
