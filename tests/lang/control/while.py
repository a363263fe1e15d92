n = 0
while n < 5:
    n += 1
    if n == 2: continue
    if n == 4: break
    print(n)
else:
    print("no break")
while n < 6:
    n += 1
else:
    print("else", n)
while False:
    print("never")
else:
    print("at once")
i = 0
while True:
    j = 0
    while True:
        j += 1
        if j > i: break
    i += 1
    if i == 3: break
print(i, j)
n = 27
steps = 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
print(steps)
items = [1, 2, 3]
while items:
    print(items.pop(), end=" ")
print(items)
