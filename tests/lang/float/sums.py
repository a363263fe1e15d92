# sum() of floats compensates for rounding since Python 3.12; a plain loop does not.
values = [0.1] * 10
plain = 0.0
for v in values:
    plain += v
print(plain, sum(values))
print(sum([1e100, 1.0, -1e100]), sum([0.1, 0.2, 0.3]), sum([1, 2.5, 3]), sum([], 0.5))
print(sum([1.5, 2, True]), sum([2**62, 2**62]), sum(range(100001)))
