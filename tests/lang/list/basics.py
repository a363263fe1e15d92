a = [3, 1, 2]
print(a, len(a), a[0], a[-1], a + [4], a * 2, 0 * a, a == [3, 1, 2], a != [1], [] == [], a < [3, 2], [1, 2] < [1, 2, 3], [] < [0])
print(list(), list("ab"), list(range(3)), list((1, 2)), list({"k": 1}), [[]] * 2, [1, [2, [3]]], 2 in a, 9 not in a, a.index(1), a.count(3))
a[0] = "x"
a[-1] = None
print(a)
b = a
b.append(5)
c = a[:]
c.append(6)
print(a, b is a, c, a == c[:-1])
grid = [[0] * 2] * 2
grid[0][0] = 1
print(grid, [[0] * 2 for _ in range(2)])
