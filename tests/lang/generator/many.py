gens = [(x * k for x in range(5)) for k in range(100)]
print(sum(next(g) + next(g) for g in gens), sum(sum(g) for g in gens))
def deep(n):
    if n == 0: yield "bottom"
    else: yield from deep(n - 1)
print(list(deep(200)))
def big():
    for i in range(20000): yield i
print(sum(big()))
def locals_kept():
    a, b, c = 1, [2], {"d": 3}
    yield a
    a += 1; b.append(a)
    yield b
    c["e"] = b
    yield c
print([str(x) for x in locals_kept()])
def in_finally():
    try: yield 1
    finally:
        for i in range(2): print("cleanup", i)
x = in_finally(); print(next(x)); print(next(x, None))
