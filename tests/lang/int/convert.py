print(int(), int(3.99), int(-3.99), int(True), int(1e20), int(2.0**70), int("12"), int(b"34"))
class HasInt:
    def __int__(self):
        return 17
class HasIndex:
    def __index__(self):
        return 3
print(int(HasInt()), int(HasIndex()), [10, 20, 30, 40][HasIndex()], hex(HasIndex()), "ab" * HasIndex())
for bad in (None, [], "x", {}, float("inf"), float("nan"), object):
    try:
        int(bad)
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
