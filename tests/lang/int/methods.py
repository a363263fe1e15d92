print((0).bit_length(), (1).bit_length(), (255).bit_length(), (-256).bit_length(), (2**100).bit_length())
print((0b1011).bit_count(), (-7).bit_count(), (2**100 - 1).bit_count())
print((1000).to_bytes(2, "big"), (1000).to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True))
print(int.from_bytes(b"\x03\xe8", "big"), int.from_bytes(b"\xff\xff", "big", signed=True), int.from_bytes(b"", "big"))
print((5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator, (5).is_integer())
print((6).as_integer_ratio(), (5).__add__(3), (5).__add__("x"), (5).__class__)
try:
    (300).to_bytes(1, "big")
except OverflowError as e:
    print(e)
try:
    (-1).to_bytes(1, "big")
except OverflowError as e:
    print(e)
