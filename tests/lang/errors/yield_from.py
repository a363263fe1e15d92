def inner():
    yield 1
    raise RuntimeError("inner stopped")
def outer():
    yield from inner()
print(list(zip(outer(), "a")))
for v in outer():
    pass
