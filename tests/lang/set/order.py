# What a set has in common with itself is a copy of it, whose table is as large as a copy's.
some = {2, 13, 255}.symmetric_difference(b"\x82[\x0f\x0f")
print(some, some & some, some.intersection(some))
other = some.copy()
other &= other
print(other, sorted(other, key=lambda item: item % 5))
frozen = frozenset(some)
print(frozen & frozen == frozen, (frozen & frozen) is frozen)
