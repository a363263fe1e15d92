for x in [1, 2, 3]:
    if x == 5: break
else:
    print("not found")
for x in [1, 2, 3]:
    if x == 2: break
else:
    print("unreachable")
print(x)
for x in []:
    pass
else:
    print("empty else", x)
for n in range(2, 20):
    for d in range(2, n):
        if n % d == 0: break
    else:
        print(n, end=" ")
print()
for i in range(3):
    for j in range(3):
        if j == 1: continue
        if i == 1: break
        print(i, j)
    else:
        print("inner done", i)
for i in range(3):
    try:
        if i == 1: continue
        print("body", i)
    finally:
        print("finally", i)
else:
    print("else ran")
def f():
    for i in range(3):
        if i == 1: return i
    else:
        return "else"
print(f())
