values = "1,2,x".split(",")
print([int(v) for v in values[:2]])
number = float(values[2])
