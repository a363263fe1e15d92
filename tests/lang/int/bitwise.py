values = [0, 1, -1, 6, -6, 2**61, -(2**61), 2**64 - 1, -(2**64), 2**70 + 5]
for a in values:
    print(a, ~a, [a & b for b in values])
    print(a, [a | b for b in values])
    print(a, [a ^ b for b in values])
print(True & 1, True & True, True | 2, True ^ True, ~1)
