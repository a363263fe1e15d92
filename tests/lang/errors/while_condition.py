n = 3
while n / (n - 1):
    print(n)
    n -= 1
