"""Generators: pipelines, generator expressions, `yield from`, and a walk over a tree."""


def integers():
    n = 0
    while True:
        yield n
        n += 1


def take(n, source):
    for item in source:
        if n == 0:
            return
        n -= 1
        yield item


def squares(source):
    for n in source:
        yield n * n


def walk(low, high):
    if low < high:
        middle = (low + high) // 2
        yield from walk(low, middle)
        yield middle
        yield from walk(middle + 1, high)


def chunks(items, size):
    for start in range(0, len(items), size):
        yield items[start : start + size]


total = 0
for n in take(1200000, squares(integers())):
    total += n % 10
print(total)
print(sum(n for n in range(2000000) if n % 3 == 0))
print(sum(walk(0, 100000)))
print(sum(chunk[0] for chunk in chunks(list(range(300000)), 3)))
