"""Sorting: numbers, records by a key, records by several keys, strings, and a sort written in the script."""


def numbers(n):
    state, result = 42, []
    for _ in range(n):
        state = (state * 1103515245 + 12345) % 2147483648
        result.append(state >> 8)
    return result


class Person:
    def __init__(self, name, age):
        self.name = name
        self.age = age


def heap_sort(items):
    n = len(items)

    def sink(start, end):
        root = start
        while 2 * root + 1 < end:
            child = 2 * root + 1
            if child + 1 < end and items[child] < items[child + 1]:
                child += 1
            if items[root] >= items[child]:
                return
            items[root], items[child] = items[child], items[root]
            root = child

    for start in range(n // 2 - 1, -1, -1):
        sink(start, n)
    for end in range(n - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sink(0, end)


values = numbers(100000)
ordered = sorted(values)
people = [Person("p" + str(v % 5000), v % 90) for v in values]
by_age = sorted(people, key=lambda p: p.age)
by_both = sorted(people, key=lambda p: (p.age, p.name))
names = sorted(p.name for p in people)
values.sort(reverse=True)
print(ordered[0], ordered[-1], values[0] == ordered[-1])
print(by_age[0].age, by_age[-1].age, by_both[0].name, by_both[-1].name)
print(names[0], names[-1])
small = numbers(25000)
heap_sort(small)
print(small == sorted(small), small[1000])
