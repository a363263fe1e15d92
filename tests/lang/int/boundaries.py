# Around the places where an implementation switches from small to big integers.
for bits in (30, 31, 32, 53, 60, 61, 62, 63, 64, 65, 127, 128):
    edge = 2 ** bits
    print(bits, edge - 1, edge, edge + 1)
    print(bits, -edge - 1, -edge, -edge + 1)
    assert edge - 1 + 1 == edge and -edge + 1 - 1 == -edge
    assert (edge - 1) - (edge + 1) == -2
