print([x * 2 for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(a, b) for a in range(2) for b in "xy"], [[j for j in range(i)] for i in range(4)])
print({x: x * x for x in range(4)}, {k: v for k, v in [("a", 1), ("b", 2)]}, sorted({x % 3 for x in range(10)}), {c: i for i, c in enumerate("abca")})
print(sum(x for x in range(5)), list(x for x in "ab"), max((len(w), w) for w in ["a", "bcd", "ef"]), any(x > 3 for x in range(5)), dict((i, -i) for i in range(3)))
m = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in m] for i in range(3)], [v for row in m for v in row if v % 2 == 0], [x if x > 3 else -x for row in m for x in row])
print([y for x in [1, 2, 3] for y in [x * 10]], [a + b for a, b in zip("ab", "cd")], [*(i for i in range(3))], [f"{i}:{c}" for i, c in enumerate("xy", 1)])
print([x for x in [1, 2] for x in [x + 10]], [i for i in range(5) if i not in [j for j in range(3)]], [first for first, *rest in [(1, 2, 3), (4,)]])
