print([(x, y) for x in range(4) if x % 2 for y in range(x) if y != 1], [[c for c in w if c in "aeiou"] for w in ("hello", "world")], {w: {c: w.count(c) for c in w} for w in ("aab", "b")}, [x for x in [y for y in range(6) if y % 2] if x > 1])
matrix = [[1, 0, 2], [0, 3, 0]]
print({(i, j): v for i, r in enumerate(matrix) for j, v in enumerate(r) if v}, [i for i, r in enumerate(matrix) if any(v == 3 for v in r)], sum(v for r in matrix for v in r if v), [max(r) if r else None for r in [*matrix, []]])
triples = [(a, b, c) for a in range(1, 21) for b in range(a, 21) for c in range(b, 21) if a * a + b * b == c * c]
print(triples)
print([(lambda k: k * x)(2) for x in range(3)], [f"{k}={v}" for k, v in {"a": 1}.items()], [a for a, *b in [(1, 2, 3), (4,)] if not b], [x if x else "zero" for x in range(2)], [x or y for x, y in [(0, 1), (2, 3)]], [not x for x in (0, 1)])
print([i for i in range(3)] == list(i for i in range(3)), {i: [j for j in range(i)] for i in range(3)}, sorted({len(w) for w in "a bb cc ddd".split()}), [print("side effect", i) for i in range(2)])
def f(n): return [[f"{i}{j}" for j in range(n)] for i in range(n)]
print(f(2), [*map(lambda r: "".join(r), f(2))], [(i, s) for i, s in enumerate([x for x in "ab"])])
