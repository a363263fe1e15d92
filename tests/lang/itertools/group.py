"""groupby, tee, accumulate, batched, pairwise, zip_longest."""
from itertools import accumulate, batched, groupby, islice, pairwise, tee, zip_longest
import operator


def outcome(function, *args, **kwargs):
    try:
        return list(function(*args, **kwargs))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print([(k, list(g)) for k, g in groupby("AAAABBBCCDAABBB")])
print([(k, list(g)) for k, g in groupby(range(10), key=lambda x: x // 3)], [k for k, g in groupby("aabb")])
groups = groupby([1, 1, 2, 2, 3])
first_key, first = next(groups)
print(first_key, next(first))
second_key, second = next(groups)
print(list(first), second_key, list(second), [(k, list(g)) for k, g in groups], next(groups, "end"))
print(outcome(groupby, 5), outcome(groupby, [1], key=5))

a, b = tee([1, 2, 3])
print(next(a), list(a), list(b), list(a))
a, b, c = tee(iter("xyz"), 3)
print(next(a), next(a), next(b), list(c), list(b), list(a))
d = tee("abc")[0].__copy__()
print(list(d), tee("a", 0), outcome(tee, "a", -1), outcome(tee, 5))
source, = tee(range(5), 1)
next(source)
again, other = tee(source)
print(list(again), list(other))

print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3, 4], operator.mul)), list(accumulate([], initial=5)), list(accumulate([])))
print(list(accumulate([1, 2], initial=10)), list(accumulate("abc")), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], func=None)))
print(outcome(accumulate, 5), outcome(accumulate, [1, "a"]), outcome(accumulate, [1], None, 5))
print(list(batched("ABCDEFG", 3)), list(batched([], 2)), list(batched(range(4), n=2)), outcome(batched, "abc", 0), outcome(batched, "abc", 2, strict=True))
print(outcome(batched, "abc"), outcome(batched, "abcd", 2, strict=True), outcome(batched, 5, 2))
print(list(pairwise("ABCD")), list(pairwise("A")), list(pairwise([])), outcome(pairwise, 5))
print(list(zip_longest("ABCD", "xy", fillvalue="-")), list(zip_longest("ab", range(3))), list(zip_longest()), list(zip_longest([], [])))
print(outcome(zip_longest, [1], 5))
print(list(islice(zip_longest(iter(range(2)), iter(range(4)), fillvalue=None), 3)))
