# The abstract classes of numbers.
import numbers
from fractions import Fraction

kinds = [numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral]
for value in (3, True, 2.5, 1j, Fraction(1, 2), "text"):
    print(value, [kind.__name__ for kind in kinds if isinstance(value, kind)])
print(issubclass(float, numbers.Rational), issubclass(numbers.Integral, numbers.Complex))


class Mine(numbers.Number):
    pass


print(isinstance(Mine(), numbers.Number))
for kind in kinds[1:]:
    try:
        kind()
    except TypeError as error:
        print(error)
