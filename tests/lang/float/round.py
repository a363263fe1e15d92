for v in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 0.125, 0.375, 12345.6789, 1e20, 0.1):
    print(v, round(v), round(v, 1), round(v, 2), round(v, -1))
print(round(15, -1), round(25, -1), round(-15, -1), round(12345, -2), round(5), round(5, 3), round(2**70 + 5, -1))
print(round(1e300, -299), round(123.456, None), type(round(2.0)), type(round(2.0, 0)), round(True))
try:
    round("x")
except TypeError as e:
    print(e)
try:
    round(1.5, 1.5)
except TypeError as e:
    print(e)
