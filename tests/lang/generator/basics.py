def count(n):
    print("start")
    for i in range(n):
        got = yield i
        print("resumed with", got)
    return "result"
g = count(2)
print(next(g))
print(g.send("hello"))
try: next(g)
except StopIteration as e: print("stop", e.value)
try: next(g)
except StopIteration as e: print("stop again", e.value)
print(list(count(0)), type(g).__name__, iter(g) is g)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(12)], next(f))
def empty():
    return
    yield
print(list(empty()), list((yield_ for yield_ in [1])), sum(x * x for x in range(5)))
def evens(it):
    for x in it:
        if x % 2 == 0: yield x
def square(it):
    for x in it: yield x * x
print(list(square(evens(range(10)))), list(zip(fib(), "abc")), [*square([2])], max(square([1, -3])))
def args(a, *b, c=1, **d):
    yield a; yield b; yield c; yield d
print(list(args(1, 2, 3, c=4, e=5)))
