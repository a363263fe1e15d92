a, b = set(range(0, 20, 2)), set(range(0, 20, 3))
assert (a | b) - (a & b) == a ^ b
assert a - b == a & (set(range(20)) - b)
print(sorted(a & b), sorted(a - b), sorted(a ^ b), len(a | b), a & b <= a, a | b >= b)
primes = set(range(2, 100))
for n in range(2, 10):
    primes -= set(range(n * n, 100, n))
print(sorted(primes))
print(set().union(*[{i, i + 1} for i in range(3)]), set.union({1}, {2}, {3}), set.intersection({1, 2}, {2, 3}), {x % 3 for x in range(10)})
