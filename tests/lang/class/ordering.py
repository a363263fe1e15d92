class Version:
    def __init__(self, s): self.parts = tuple(map(int, s.split(".")))
    def __eq__(self, o): return self.parts == o.parts
    def __lt__(self, o): return self.parts < o.parts
    def __le__(self, o): return self.parts <= o.parts
    def __hash__(self): return hash(self.parts)
    def __repr__(self): return ".".join(map(str, self.parts))
vs = [Version(s) for s in ("1.10", "1.2", "1.2.1", "0.9")]
print(sorted(vs), max(vs), min(vs), vs[0] > vs[1], vs[0] >= vs[1], vs[1] == Version("1.2"), len({Version("1"), Version("1"), Version("2")}), Version("1.2") in vs, vs.index(Version("0.9")))
class OnlyEq:
    def __eq__(self, o): return True
try: hash(OnlyEq())
except TypeError as e: print(e)
try: OnlyEq() < OnlyEq()
except TypeError as e: print(e)
print(OnlyEq() == 1, OnlyEq() != 1, 1 == OnlyEq(), OnlyEq.__hash__)
class Odd:
    def __lt__(self, o): return "not a bool"
    def __eq__(self, o): return [1]
print(Odd() < 1, Odd() == 1, Odd() != 1, sorted([Odd(), Odd()]) != [], 5 > Odd())
class Child(OnlyEq):
    __hash__ = object.__hash__
print(isinstance(hash(Child()), int))
