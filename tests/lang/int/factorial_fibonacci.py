def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)

a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(factorial(50))
print(factorial(100) // factorial(98), factorial(30) % 1000007)
print(a, len(str(a)))
total = 0
for k in range(1, 60):
    total += k ** k
print(total, total % 97)
