print(2 ** 10, 2 ** 100, (-2) ** 63, (-2) ** 64, 0 ** 0, 10 ** 40)
print(7 ** 23, (-7) ** 23, (-1) ** 1000001)
print(2 ** -1, 4 ** -2, (-2) ** -3, 10 ** -5)
print(-2 ** 2, (-2) ** 2, 2 ** 3 ** 2, -2 ** -2)
print(pow(3, 200, 13), pow(-3, 201, 13), pow(3, 201, -13), pow(2, 10**30, 1000007))
print(pow(3, -1, 11), pow(38, -1, 97), pow(0, 0, 1))
try:
    pow(2, -1, 4)
except ValueError as e:
    print(e)
try:
    pow(2, 3.0, 4)
except TypeError as e:
    print(e)
