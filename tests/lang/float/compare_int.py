# Comparisons between int and float are exact, not by rounding.
big = 2**53
print(big == float(big), big + 1 == float(big + 1), float(big) < big + 1, float(big) == big + 1)
print(2**70 == 2.0**70, 2**70 + 1 == 2.0**70, 2**70 + 1 > 2.0**70, 2**70 - 1 < 2.0**70)
print(1 == 1.0, 1 < 1.5, 2 > 1.5, -1 < -0.5, 0 == -0.0, True == 1.0, 1.5 > True)
print(10**400 > 1e308, -(10**400) < -1e308, 10**400 == float("inf"), 3 != 3.0)
print(sorted([2.5, 1, 2, 0.5, -1, 2**64, 1e19]), [1, 2.0, 3].index(2), [1, 2, 2.0].count(2))
