"""Shifts at the edges of what a machine word holds, and with operands that are not plain integers."""

for number in 0, 1, -1, 5, -5, (1 << 60), (1 << 61) - 1, -(1 << 61), 1 << 61, (1 << 62) - 1, -(1 << 63), 12345678901234567890:
    row = []
    for amount in 0, 1, 2, 30, 59, 60, 61, 62, 63, 64, 65, 100:
        left = right = number
        left <<= amount
        right >>= amount
        assert left == number << amount == number * 2**amount
        assert right == number >> amount == number // 2**amount
        row.append(f"{left:x} {right:x}")
    print(*row, sep=", ")
for amount in -1, -(1 << 70):
    for number in 0, 5, 1 << 70:
        for shift in (lambda: number << amount), (lambda: number >> amount):
            try:
                print(shift())
            except ValueError as error:
                print(error)
print(0 << (1 << 70), 5 >> (1 << 70), -5 >> (1 << 70))
print(True << 3, True >> 1, 7 >> True, 1 << False, type(True << False))
for left, right in ((1.0, 2), (1, 2.0), ("a", 1), (1, None)):
    try:
        left >> right
    except TypeError as error:
        print(error)
