class R:
    def __repr__(self): return "R!"
print({5}, {"a"}, {(1, 2)}, {None}, {R()}, frozenset({"x"}), set(), [set(), frozenset()], {1: {2}}, {frozenset({1})})
class MySet(set):
    pass
print(MySet([1]), MySet(), type(MySet([1]) | {2}).__name__, MySet([1]) == {1})
class MyFrozen(frozenset):
    def hello(self): return len(self)
print(MyFrozen([1, 2]).hello(), MyFrozen([3]))
