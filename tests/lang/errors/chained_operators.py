a, b, c = 1, None, 3
print(a + c * 2)
print(a + b * c - 1)
