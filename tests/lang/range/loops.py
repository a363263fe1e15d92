total = 0
for i in range(3):
    for j in range(i, 3):
        total += i * j
        i = 100
print(total, i, j)
for i in range(3):
    i += 10
    print(i, end=" ")
print(i)
for i in range(0):
    pass
print(i)
n = 3
for k in range(n):
    n += 1
print(k, n)
it = iter(range(3))
print(next(it), list(it), list(it), it is iter(it))
for i in range(2**61 - 2, 2**61 + 1):
    print(i, end=" ")
for i in range(-(2**61) + 1, -(2**61) - 2, -1):
    print(i, end=" ")
for i in range(2**63 - 1, 2**63 + 1): print(i, end=" ")
print()
class N:
    def __index__(self): return 3
print(list(range(N())), range(True), [x for x in range(10) if x % 3 == 0])
