for n in (1, -1, 5, -5, 2**61 - 1, -(2**61), 2**100 + 1, -(2**100) - 1, 0):
    print(n, [n << k for k in (0, 1, 3, 61, 64)])
    print(n, [n >> k for k in (0, 1, 3, 61, 64, 200)])
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 1.0, lambda: "a" << 1):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(0 << 10**20, 5 >> 10**20, -5 >> 10**20)
