"""Comprehensions and the built-in functions that go with them."""


def rows(n):
    return [(i, i * 7 % 101, "name%d" % (i % 50)) for i in range(n)]


def run(table):
    squares = [a * b for a, b, _ in table if b % 2]
    groups = {name: [] for _, _, name in table}
    for a, b, name in table:
        groups[name].append(a - b)
    sums = {name: sum(values) for name, values in groups.items()}
    distinct = {b % 10 for _, b, _ in table}
    pairs = [x + y for x, y in zip(squares, squares[1:])]
    flat = [value for values in groups.values() for value in values if value > 100]
    widest = max(len(values) for values in groups.values())
    found = any(value == -1 for value in flat)
    indexed = dict(enumerate(pairs[:100]))
    return (
        len(squares) + sum(sums.values()) + sum(distinct) + max(pairs) + min(pairs)
        + len(flat) + widest + found + sum(indexed.values()) + len(list(map(abs, flat)))
    )


table = rows(100000)
print(sum(run(table) for _ in range(12)))
