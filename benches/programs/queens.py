"""Backtracking: all ways to place queens on boards of several sizes, with lists and sets, and the permutations of a list."""


def queens(n):
    solutions = 0
    columns, rising, falling = set(), set(), set()
    placed = []

    def place(row):
        nonlocal solutions
        if row == n:
            solutions += 1
            return
        for column in range(n):
            if column in columns or row + column in rising or row - column in falling:
                continue
            columns.add(column)
            rising.add(row + column)
            falling.add(row - column)
            placed.append(column)
            place(row + 1)
            placed.pop()
            falling.remove(row - column)
            rising.remove(row + column)
            columns.remove(column)

    place(0)
    return solutions


def permutations(items):
    if len(items) <= 1:
        return [items]
    result = []
    for i in range(len(items)):
        rest = items[:i] + items[i + 1 :]
        for p in permutations(rest):
            result.append([items[i]] + p)
    return result


print(*[queens(n) for n in range(5, 11)])
print(len(permutations(list(range(8)))))
