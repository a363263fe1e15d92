# Counting over a boundary, up and then back down, one by one.
for bits in (60, 61, 62, 63):
    n = 2 ** bits - 3
    for _ in range(6):
        n += 1
    print(n, n == 2 ** bits + 3)
    for _ in range(6):
        n -= 1
    print(n, n == 2 ** bits - 3)
    n = -(2 ** bits) + 3
    for _ in range(6):
        n -= 1
    print(n, n == -(2 ** bits) - 3)
    for _ in range(6):
        n += 1
    print(n, n == -(2 ** bits) + 3)
