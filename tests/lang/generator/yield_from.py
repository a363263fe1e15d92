def inner():
    x = yield 1
    print("inner got", x)
    y = yield 2
    print("inner got", y)
    return "inner result"
def outer():
    r = yield from inner()
    print("outer has", r)
    yield from [10, 20]
    yield from "ab"
    return "outer result"
g = outer()
print(next(g), g.send("A"), g.send("B"), next(g), next(g), next(g))
try: next(g)
except StopIteration as e: print(e.value)
def handles():
    try: yield 1
    except ValueError as e: yield f"handled {e}"
def delegate(): yield from handles()
g = delegate(); next(g)
print(g.throw(ValueError("thrown")))
g = delegate(); next(g); g.close()
def flatten(x):
    for e in x:
        if isinstance(e, list): yield from flatten(e)
        else: yield e
print(list(flatten([1, [2, [3, [4]], 5], []])))
def chain(*its):
    for it in its: yield from it
print(list(chain("ab", range(2), (x for x in [9]))))
def bad(): yield from 5
try: list(bad())
except TypeError as e: print(e)
def tree(n):
    if n: 
        yield from tree(n - 1)
        yield n
print(list(tree(50))[-3:])
def catch():
    try: r = yield from inner()
    except KeyError as e: r = f"outer caught {e}"
    yield r
g = catch(); next(g)
print(g.throw(KeyError("k")))
