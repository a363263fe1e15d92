numbers = [1, 2 3]
print("a" name)
point = {"x": 1 "y": 2}
f(a, b c, d)
