"""Functions of floats, to the last bit, and what they say of numbers they are not defined for."""
import math

NUMBERS = [0.0, -0.0, 0.1, -0.1, 0.5, -0.5, 1, -1, 1.5, -1.5, 2, 3.7, -3.7, 10, 20.25, -20.5, 100, 143.5, 171, 172, -172.5,
           710, -750.0, 1e-9, 1e-300, 5e-324, 1e16, -1e300, 1.7e308, math.inf, -math.inf, math.nan, True, 10**30]

ONE = """acos acosh asin asinh atan atanh ceil cos cosh degrees erf erfc exp exp2 expm1 fabs floor frexp gamma lgamma log log10
log1p log2 modf radians sin sinh sqrt tan tanh trunc ulp isfinite isinf isnan""".split()
TWO = "atan2 copysign fmod pow remainder nextafter hypot log isclose".split()


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except (ArithmeticError, ValueError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


for name in ONE:
    print(name, [outcome(getattr(math, name), x) for x in NUMBERS])
for name in TWO:
    for x in NUMBERS[::3]:
        print(name, x, [outcome(getattr(math, name), x, y) for y in NUMBERS[::2]])
print([round(math.cbrt(x), 9) for x in (27, -8, 2, 0.001)], math.cbrt(-math.inf))  # older libraries of C miss the last bit
