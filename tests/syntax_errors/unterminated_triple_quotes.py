def f():
    """Says what it does.
    return 1

print(f())
