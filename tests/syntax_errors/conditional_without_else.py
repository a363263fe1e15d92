x = 1 if y
print(1 if y)
