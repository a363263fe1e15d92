# Numbers that are equal hash the same, whatever their type.
print(hash(1) == hash(1.0) == hash(True), hash(2**61 - 1), hash(2**61), hash(-1), hash(-2), hash(0))
print(hash(2**100) == hash(float(2**100)), hash(-(2**61 - 1)), hash(0.5) == hash(0.5))
print({1: "a", 1.0: "b", True: "c"}, {0: "x", False: "y", 0.0: "z", -0.0: "w"})
print(len({2**70, float(2**70), 2**70 + 1}), 2**70 in {float(2**70)})
