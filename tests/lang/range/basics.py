print(range(5), range(1, 5), range(0, 10, 3), list(range(5)), list(range(2, 5)), list(range(10, 0, -3)), list(range(0)), list(range(5, 2)), list(range(-3, 3)), len(range(0, 10, 3)), len(range(10, 0, -3)), len(range(5, 5)))
r = range(10, 50, 5)
print(r[0], r[-1], r[2:5], r[::-1], r[1::2], 25 in r, 26 in r, 50 in r, r.index(20), r.count(15), r.start, r.stop, r.step, r == range(10, 48, 5), range(0) == range(5, 2), hash(range(3)) == hash(range(0, 3)), bool(range(0)), list(reversed(r)))
print(range(2**70, 2**70 + 3)[1], len(range(2**61, 2**61 + 5)), list(range(2**62 - 1, 2**62 + 2)), list(range(-(2**63), -(2**63) + 2)), 2**70 in range(2**71), range(10)[2**3 - 1], sum(range(101)))
for f in (lambda: range(), lambda: range(1.5), lambda: range("3"), lambda: range(1, 2, 0), lambda: range(1, 2, 3, 4), lambda: r[10], lambda: r["x"], lambda: r.index(26), lambda: len(range(2**70)), lambda: range(None), lambda: range(3) + range(3), lambda: r.append(1)):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    r[0] = 1
except TypeError as e:
    print(e)
