s = {1, 2, 3}
print(s, len(s), 2 in s, set(), set([1, 1, 2]), {1} | {2}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} < {1, 2}, {1, 2} <= {1, 2}, {1, 2} > {1}, {3} >= {4}, s == {3, 2, 1}, s != {1})
print(s.add(4), s, s.add(4), s, s.remove(4), s, s.discard(99), s, s.update([5, 6], (7,)), s, s.copy() == s, sorted(set("hello")))
print(sorted(s.union([9], {8})), sorted(s.intersection([1, 5, 99])), sorted(s.difference([1], [2])), sorted(s.symmetric_difference([1, 100])), s.issubset(range(10)), s.issuperset([1]), s.isdisjoint([50]))
s &= {1, 2, 3, 5}
s |= {10}
s -= {1}
s ^= {2, 20}
print(sorted(s))
s.intersection_update([3, 5, 20]); s.difference_update([20]); s.symmetric_difference_update([3, 4])
print(sorted(s), s.pop() in (4, 5), len(s), s.clear(), s, {1, 1.0, True}, {0, False}, frozenset([1, 2]), frozenset(), type({}).__name__)
