def each(x):
    for v in x:
        print(v)
each([1])
each(5)
