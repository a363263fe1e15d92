def outer(x):
    y = x + 1
    return middle(y)

def middle(y):
    return [inner(v) for v in range(y)]

def inner(v):
    if v == 2:
        raise ValueError(f"bad value {v}")
    return v

print(outer(5))
