# What decides: __bool__, then __len__, then true.
class Yes:
    pass
class Never:
    def __bool__(self):
        return False
class Sized:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
class Both:
    def __bool__(self):
        return True
    def __len__(self):
        return 0
class Wrong:
    def __bool__(self):
        return 1
class Minus:
    def __len__(self):
        return -1
for thing in (Yes(), Never(), Sized(0), Sized(2), Both()):
    print(bool(thing), not thing, "yes" if thing else "no", thing and 1 or 2 if not thing else "kept")
for bad in (Wrong(), Minus()):
    try:
        bool(bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
    try:
        if bad:
            print("unreachable")
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
