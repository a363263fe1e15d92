"""chain, compress, dropwhile, filterfalse, islice, starmap, takewhile."""
from itertools import chain, compress, dropwhile, filterfalse, islice, starmap, takewhile


def outcome(function, *args, **kwargs):
    try:
        return list(function(*args, **kwargs))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(list(chain("ab", [1, 2], (), range(2))), list(chain()), list(chain.from_iterable(["ab", "cd"])))
print(outcome(chain, [1], 5), outcome(chain.from_iterable, [[1], 2]), outcome(chain.from_iterable, 5))
print(list(chain.from_iterable(range(i) for i in range(4))))
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(compress("abc", [1])), outcome(compress, 1, 2), outcome(compress, "a"))
print(list(dropwhile(lambda x: x < 3, [1, 2, 3, 1, 4])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1, 4])))
it = takewhile(bool, [1, 0, 1])
print(next(it), next(it, "end"), next(it, "end"))
print(list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])), list(filterfalse(bool, [0, 1])))
print(list(starmap(pow, [(2, 3), [3, 2]])), outcome(starmap, pow, [1]), list(starmap(lambda *a: a, [range(3), "ab"])))
for args in [(3,), (0,), (2, 5), (2, None), (None, None, 3), (1, 10, 4), (None,), (5, 2), (20,), (3, 3)]:
    source = iter(range(8))
    print(args, list(islice(source, *args)), next(source, "end"))
for args in [(-1,), ("a",), (1.0,), (0, -1), (0, 1, 0), (0, 1, -1), (0, "a"), ("a", 1), (2**70,)]:
    print(args, outcome(islice, range(9), *args))
print(outcome(islice), outcome(islice, []), outcome(islice, [], 1, 2, 3, 4), outcome(islice, 5, 1))


def noisy():
    for i in range(3):
        print("gives", i)
        yield i
    raise KeyError("spent")


print(outcome(takewhile, lambda x: x < 9, noisy()))
print(list(islice(noisy(), 2)))
