numbers = [3, 1, "x", 2]
print(sorted(numbers, key=lambda n: n + 0))
