for n in (0, 1, -1, 255, -255, 2**64, -(2**64)):
    print(hex(n), oct(n), bin(n), format(n, "x"), format(n, "#X"), format(n, "b"), format(n, "#o"))
print(str(2**200), repr(-(2**90)))
