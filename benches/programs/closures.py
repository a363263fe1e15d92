"""Closures: counters, functions composed of others, functions passed to functions."""


def counter(step):
    n = 0

    def count():
        nonlocal n
        n += step
        return n

    return count


def compose(*functions):
    def run(x):
        for function in functions:
            x = function(x)
        return x

    return run


def each(function, items):
    return [function(item) for item in items]


def run(n):
    one, three = counter(1), counter(3)
    pipeline = compose(lambda x: x + one(), lambda x: x * 3, lambda x: x % 1009)
    total = 0
    for i in range(n):
        total += pipeline(i) + three()
    for i in range(n // 10):
        adder = lambda x, i=i: x + i
        total += sum(each(adder, (1, 2, 3)))
    return total


print(run(1000000))
