it = iter([1, 2])
print(next(it), next(it), next(it, "end"), list(iter("ab")), list(iter({"k": 1})), next(iter({5})), type(iter([])).__name__, type(iter(())).__name__, type(iter("")).__name__, type(iter({})).__name__, type(iter(range(1))).__name__, type(iter(set())).__name__)
for f in (lambda: next(it), lambda: next([]), lambda: iter(5), lambda: iter(5, 0), lambda: next(), lambda: iter(), lambda: len(iter([])), lambda: next(iter([]), 1, 2)):
    try: print(f())
    except StopIteration as e: print("StopIteration", e.args)
    except TypeError as e: print(e)
values = [3, 2, 1, 0, 9]
print(list(iter(values.pop, 3)), values)
calls = []
def nxt():
    calls.append(1)
    return len(calls)
print(list(iter(nxt, 4)), len("abc"), len({1: 2}), len(range(7)), len(b"ab"), len({1, 2}), [x for x in iter(iter([1]))])
it = iter([1, 2, 3])
for x in it:
    print(x, list(it))
