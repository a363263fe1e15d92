# Division rounds down, and the remainder has the sign of the divisor.
for a in (7, -7, 0, 2**70, -(2**70)):
    for b in (1, -1, 2, -2, 3, -3, 2**65, -(2**65)):
        q, r = a // b, a % b
        assert a == q * b + r and divmod(a, b) == (q, r)
        assert r == 0 or (r > 0) == (b > 0)
        print(a, b, q, r)
