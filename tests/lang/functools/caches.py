"""lru_cache, cache, cached_property."""
from functools import cache, cached_property, lru_cache


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


@lru_cache(maxsize=None)
def fib(n):
    """Fibonacci."""
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info(), fib.__name__, fib.__doc__, fib.__wrapped__(1))
fib.cache_clear()
print(fib.cache_info(), fib.cache_parameters())


@lru_cache(maxsize=2)
def square(x):
    print("computes", x)
    return x * x


print(square(1), square(2), square(1), square(3), square(2), square(1), square.cache_info())


@lru_cache
def keyed(*args, **kwargs):
    return len(args), sorted(kwargs)


keyed(1), keyed(1.0), keyed(True), keyed("1"), keyed(1, a=2), keyed(1, a=3), keyed(a=2), keyed((1,)), keyed(1, 2), keyed((1, 2))
print(keyed.cache_info(), outcome(keyed, [1]))


@lru_cache(typed=True)
def typed(*args, **kwargs):
    return 0


typed(1), typed(1.0), typed(True), typed(a=1), typed(a=1.0), typed(1)
print(typed.cache_info(), typed.cache_parameters())


@lru_cache(maxsize=0)
def never(x):
    return x


print(never(1), never(1), never.cache_info())


@lru_cache(maxsize=-5)
def negative(x):
    return x


print(negative(1), negative.cache_info(), negative.cache_parameters())


@cache
def failing(x):
    raise ValueError(x)


print(outcome(failing, 1), outcome(failing, 1), failing.cache_info(), outcome(lru_cache, "a"), outcome(lru_cache, 5, True)(len)("abc"))


class Circle:
    count = 0

    def __init__(self, r):
        self.r = r

    @lru_cache
    def scaled(self, by):
        Circle.count += 1
        return self.r * by

    @cached_property
    def area(self):
        """The area."""
        Circle.count += 1
        return 3 * self.r**2


c = Circle(2)
print(c.scaled(3), c.scaled(3), c.scaled(by=3), Circle(2).scaled(3), Circle.count, Circle.scaled.cache_info())
print(c.area, c.area, Circle.count, c.__dict__, Circle.area.__doc__)
del c.area
c.r = 3
print(c.area, Circle.count)
c.area = 1
print(c.area)


class Slotted:
    __slots__ = ()

    @cached_property
    def x(self):
        return 1


print(outcome(lambda: Slotted().x))
