"""Nested lists: products of matrices, and a transposition."""


def make(n, seed):
    rows = []
    for i in range(n):
        rows.append([(i * n + j) * seed % 17 - 8 for j in range(n)])
    return rows


def multiply(a, b):
    n, m, depth = len(a), len(b[0]), len(b)
    result = []
    for i in range(n):
        row = [0] * m
        for j in range(m):
            total = 0
            for k in range(depth):
                total += a[i][k] * b[k][j]
            row[j] = total
        result.append(row)
    return result


def transpose(a):
    return [[row[j] for row in a] for j in range(len(a[0]))]


a, b = make(130, 3), make(130, 5)
for _ in range(3):
    c = multiply(a, b)
    a, b = transpose(c), b
    for row in a:
        for j in range(len(row)):
            row[j] %= 19
print(sum(sum(row) for row in a), a[7][11])
