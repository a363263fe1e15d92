def gcd(a, b):
    while b: a, b = b, a % b
    return abs(a)
print(gcd(48, 36), gcd(2**100, 6**50), gcd(-12, 18), gcd(0, 5), gcd(10**30, 15**20))
def is_prime(n):
    if n < 2: return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0: return n == p
    d, r = n - 1, 0
    while d % 2 == 0: d //= 2; r += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1): continue
        for _ in range(r - 1):
            x = x * x % n
            if x == n - 1: break
        else: return False
    return True
print([n for n in range(60) if is_prime(n)], is_prime(2**61 - 1), is_prime(2**89 - 1), is_prime(2**67 - 1), is_prime(10**18 + 9))
def isqrt(n):
    x = n
    y = (x + 1) // 2
    while y < x: x, y = y, (y + n // y) // 2
    return x
print(isqrt(10**40), isqrt(2 * 10**60))
