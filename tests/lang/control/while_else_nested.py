def search(grid, want):
    i = 0
    while i < len(grid):
        j = 0
        while j < len(grid[i]):
            if grid[i][j] == want: break
            j += 1
        else:
            i += 1
            continue
        return i, j
    else: return "not found"
print(search([[1, 2], [3, 4]], 4), search([[1]], 9), search([], 1))
n = 10
while n:
    n -= 1
    if n % 2: continue
    if n == 4: break
    print(n, end=" ")
else: print("never")
print("|", n)
x = 0
while True:
    x += 1
    try:
        if x < 3: continue
        if x == 5: break
    finally: print("f", x, end=" ")
    print("end", x, end=" ")
print()
def gen():
    i = 0
    while (i := i + 1) < 4: yield i
print(list(gen()))
for i in range(2):
    while True:
        for j in "ab":
            if j == "b": break
        else: continue
        break
    print(i, j)
while 0: pass
else: print("else of while 0")
