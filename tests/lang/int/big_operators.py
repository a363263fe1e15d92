a = 123456789012345678901234567890
b = -98765432109876543210
print(a + b, a - b, b - a, a * b)
print(a // b, a % b, b // a, b % a)
print(divmod(a, b), divmod(b, a))
print(a & b, a | b, a ^ b, ~a, ~b)
print(a >> 50, b >> 50, a << 3, b << 3)
print(a < b, a <= b, a == b, a != b, a > b, a >= b)
print(-a, +a, abs(b), bool(a), a == a + 0)
print(a - a, (a - a) == 0, a * 0, a // a, a % a)
