print(1 / 2, -1 / 2, 7 / 7, 10 / 4, 1 / 3, 2 / 3)
print(2**70 / 2**69, 2**1000 / 2**999, (2**1000 + 1) / 2**1000, 10**400 / 10**399)
print((2**53 + 1) / 1, (2**62 + 1) / 3, -(2**61) / 7)
try:
    10**400 / 1
except OverflowError as e:
    print(e)
try:
    float(10**400)
except OverflowError as e:
    print(e)
