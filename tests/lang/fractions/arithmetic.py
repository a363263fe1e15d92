# Fractions: making them, arithmetic with other numbers, rounding, hashes, text.
import math
from fractions import Fraction

for value in (Fraction(1, 3), Fraction(-7, 2), Fraction("0.25"), Fraction("-3/6"), Fraction(1.5), Fraction(), Fraction(" 1e-2 "),
              Fraction(10, -4)):
    print(value, repr(value), float(value), int(value), round(value), round(value, 1), math.floor(value), math.ceil(value),
          hash(value), abs(value), -value, bool(value))
    print(f"{value:.3f}|{value:>10}|{value:08.2f}|{value:+.1%}|{value:,.0f}")
half = Fraction(1, 2)
print(half + Fraction(1, 6), half * 3, 2 - half, half / 4, 1 / half, Fraction(7, 2) // 1, Fraction(7, 2) % 1)
print(divmod(Fraction(7, 2), 2), divmod(5, Fraction(3, 2)), half ** 2, Fraction(2) ** -2, 2 ** half, half ** half)
print(half + 0.5, 0.5 * half, half + 1j, sum([half] * 3), max(half, Fraction(1, 3)))
print(half == 0.5, half < 1, half >= 0.25, 1 > half, Fraction(1, 3) == 1 / 3, {half: 1}[0.5], sorted([Fraction(3, 4), 0.5, Fraction(1, 3)]))
print(Fraction(math.pi).limit_denominator(100), Fraction("3.1415926535897932").limit_denominator(1000))
print(half.as_integer_ratio(), Fraction(4, 2).is_integer(), half.numerator, half.real, half.imag)
for attempt in (lambda: Fraction(1, 0), lambda: Fraction("x"), lambda: Fraction(1.5, 2), lambda: Fraction([]), lambda: half + "a",
                lambda: half / 0, lambda: Fraction(float("nan")), lambda: Fraction(float("inf")), lambda: half < "a",
                lambda: Fraction("1/0"), lambda: Fraction(0) ** -1):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
