"""Sums and norms that are exact, or nearly so."""
import math

state = 12345


def number():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    mantissa = (state >> 11) / 2**53 - 0.5
    return math.ldexp(mantissa, (state >> 3) % 120 - 60)


for count in (2, 3, 4, 10, 100):
    for _ in range(6):
        xs = [number() for _ in range(count)]
        ys = [number() for _ in range(count)]
        print(count, math.fsum(xs), math.hypot(*xs), math.dist(xs, ys), math.sumprod(xs, ys))
print(math.fsum([0.1] * 10), math.fsum([1e16, 1, 1e-16]), math.fsum([2.0**53, -0.5, -(2.0**-54)]), math.fsum([1e308, -1e308, 1.0]))
print(math.hypot(3, 4), math.hypot(1e200, 1e200), math.hypot(5e-324, 5e-324), math.hypot(math.nan, math.inf), math.hypot(1, math.nan))
print(math.sumprod([10, 20.5, 3], [1, 2, 4]), math.sumprod(iter([2**62, 2**62]), (4, 4)), math.sumprod([0.1] * 10, [0.1] * 10))
print(math.prod([1.5, 2, 4]), math.prod(range(1, 25)), math.prod([[1], 2]))
