g = (x * x for x in range(4))
print(next(g), list(g), list(g))
print(sum(x for x in [1, 2]), sorted(c for c in "cab"), dict((c, i) for i, c in enumerate("ab")), "".join(c.upper() for c in "xy"), max(len(w) for w in ["a", "bcd"]), all(x > 0 for x in [1, 2]), any(x > 1 for x in [1, 2]), list(zip((i for i in "ab"), (j for j in "cd"))), tuple(i for i in range(2)), set(i % 2 for i in range(4)) == {0, 1}, [*(i for i in range(2))])
def first_eval():
    def src():
        print("source evaluated")
        return [1, 2]
    g = (print("element", x) or x for x in src())
    print("made")
    return list(g)
print(first_eval())
nested = ((i, j) for i in range(3) for j in range(i))
print(list(nested), list((a for a in (b for b in range(3)))), list(x for x in range(6) if x % 2 if x > 1))
print((i for i in ()).__next__.__name__, list(i for i in [1, 2, 3] if i != 2), (lambda: list(i for i in range(2)))(), 3 in (i for i in range(5)))
try: list(x for x in 5)
except TypeError as e: print(e)
