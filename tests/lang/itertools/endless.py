"""count, cycle and repeat."""
from itertools import count, cycle, islice, repeat
import operator


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for args in [(), (5,), (5, 3), (0, -2), (0.5,), (1, 0.25), (2**61 - 2,), (2**70, 2**68), (-(2**62), 2**40), (True,)]:
    counter = count(*args)
    print(args, list(islice(counter, 4)), counter)
print(count(start=3, step=2), count(step=5), count(1, 1), outcome(count, "a"), outcome(count, 1, []), outcome(count, 1, 2, 3))
print(list(islice(cycle("abc"), 8)), list(cycle([])), outcome(cycle, 5))
print(list(repeat(7, 3)), list(repeat(7, -1)), list(islice(repeat("x"), 2)), repeat(5), repeat([1], 3), repeat(object=1, times=2))
print(outcome(repeat), outcome(repeat, 1, "a"), operator.length_hint(repeat(1, 9)), outcome(repeat(1).__length_hint__))
it = repeat(0, 2)
print(next(it), it, next(it), it, next(it, "end"), it)
print(list(zip(count(), "ab")), sum(repeat(2, 10)), list(map(pow, range(5), repeat(2))))
numbers = count()
print([next(numbers) for _ in range(3)], next(numbers))


class Tens(count):
    pass


tens = Tens(10, 10)
tens.name = "tens"
print(next(tens), next(tens), tens, tens.name, isinstance(tens, count))
