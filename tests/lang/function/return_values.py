def nothing(): pass
def early(x):
    if x:
        return "early"
    x = 1
def several(): return 1, "two", [3]
def bare():
    return
def nested():
    for i in range(5):
        for j in range(5):
            if i * j == 6:
                return i, j
def star(): return *[1, 2], 3
print(nothing(), early(1), early(0), several(), bare(), nested(), star())
def f(n): return n if n < 2 else f(n - 1) + f(n - 2)
print([f(i) for i in range(15)])
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(100), odd(7))
def ackermann(m, n):
    if m == 0: return n + 1
    if n == 0: return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))
print(ackermann(2, 6))
