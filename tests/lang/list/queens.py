def queens(n):
    def place(row, cols, d1, d2):
        if row == n: return 1
        return sum(place(row + 1, cols | {c}, d1 | {row + c}, d2 | {row - c}) for c in range(n) if c not in cols and row + c not in d1 and row - c not in d2)
    return place(0, frozenset(), frozenset(), frozenset())
print([queens(n) for n in range(1, 7)])
def life(cells):
    n = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy: n[x + dx, y + dy] = n.get((x + dx, y + dy), 0) + 1
    return {p for p, k in n.items() if k == 3 or k == 2 and p in cells}
g = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(8): g = life(g)
print(sorted(g))
def lcs(a, b):
    t = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b): t[i + 1][j + 1] = t[i][j] + 1 if x == y else max(t[i][j + 1], t[i + 1][j])
    return t[-1][-1]
print(lcs("interpreter", "instrument"), lcs("abc" * 10, "cba" * 10))
def hanoi(n, a="A", b="B", c="C"): return [] if n == 0 else hanoi(n - 1, a, c, b) + [a + c] + hanoi(n - 1, b, a, c)
print(hanoi(3), len(hanoi(8)))
