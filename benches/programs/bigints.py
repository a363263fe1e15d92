"""Big integers: digits of pi one after another, factorials, and a modular power."""


def pi_digits(n):
    digits = []
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while len(digits) < n:
        if 4 * q + r - t < m * t:
            digits.append(str(m))
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return "".join(digits)


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


print(pi_digits(1900)[-10:])
print(len(str(factorial(1500))), factorial(5000) % 1000003)
print(pow(3, 2**2000 + 7, 2**521 - 1) % 10**20)
