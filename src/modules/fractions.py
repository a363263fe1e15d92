"""Fractions of integers, always in lowest terms."""

import math
import operator
import re
from numbers import Rational

__all__ = ["Fraction"]

_LITERAL = re.compile(r"\s*([-+]?)(?=\d|\.\d)(\d*|\d+(?:_\d+)*)(?:/(\d+(?:_\d+)*)|(?:\.(\d*|\d+(?:_\d+)*))?(?:[eE]([-+]?\d+))?)\s*")
_FORMAT = re.compile(r"(?:(.?)([<>=^]))?([-+ ]?)z?#?(0?)(\d*)([,_]?)(?:\.(\d+))?([fF%])", re.DOTALL)


class Fraction(Rational):
    """numerator / denominator; or the value of a number or of a text such as "3/4" or "-1.25"."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if isinstance(numerator, str):
                numerator, denominator = _parsed(numerator)
            elif isinstance(numerator, (int, Rational)):
                numerator, denominator = numerator.numerator, numerator.denominator
            elif hasattr(numerator, "as_integer_ratio"):
                numerator, denominator = numerator.as_integer_ratio()
            else:
                raise TypeError("argument should be a string or a Rational instance")
        elif isinstance(numerator, (int, Rational)) and isinstance(denominator, (int, Rational)):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        divisor = math.gcd(numerator, denominator) * (-1 if denominator < 0 else 1)
        self = super().__new__(cls)
        self._numerator, self._denominator = numerator // divisor, denominator // divisor
        return self

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def is_integer(self):
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is not greater: by continued fractions."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while q0 + (a := n // d) * q1 <= max_denominator:
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q0 + a * q1
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        # Of the two candidates, the one that is nearer.
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __format__(self, spec):
        if not spec:
            return str(self)
        if match := _FORMAT.fullmatch(spec):
            return _formatted(self, *match.groups())
        if spec[-1:] in "eEgG":
            return format(float(self), spec)
        return format(str(self), spec)

    def __add__(a, b):
        return _operate(a, b, operator.add, lambda n, d, m, e: (n * e + m * d, d * e))

    def __radd__(b, a):
        return _operate(a, b, operator.add, lambda n, d, m, e: (n * e + m * d, d * e))

    def __sub__(a, b):
        return _operate(a, b, operator.sub, lambda n, d, m, e: (n * e - m * d, d * e))

    def __rsub__(b, a):
        return _operate(a, b, operator.sub, lambda n, d, m, e: (n * e - m * d, d * e))

    def __mul__(a, b):
        return _operate(a, b, operator.mul, lambda n, d, m, e: (n * m, d * e))

    def __rmul__(b, a):
        return _operate(a, b, operator.mul, lambda n, d, m, e: (n * m, d * e))

    def __truediv__(a, b):
        return _operate(a, b, operator.truediv, lambda n, d, m, e: (n * e, d * m))

    def __rtruediv__(b, a):
        return _operate(a, b, operator.truediv, lambda n, d, m, e: (n * e, d * m))

    def __floordiv__(a, b):
        return _operate(a, b, operator.floordiv, lambda n, d, m, e: ((n * e) // (d * m), None))

    def __rfloordiv__(b, a):
        return _operate(a, b, operator.floordiv, lambda n, d, m, e: ((n * e) // (d * m), None))

    def __mod__(a, b):
        return _operate(a, b, operator.mod, lambda n, d, m, e: ((n * e) % (d * m), d * e))

    def __rmod__(b, a):
        return _operate(a, b, operator.mod, lambda n, d, m, e: ((n * e) % (d * m), d * e))

    def __divmod__(a, b):
        quotient = a // b
        return NotImplemented if quotient is NotImplemented else (quotient, a % b)

    def __rdivmod__(b, a):
        return a // b, a % b

    def __pow__(a, b):
        if not isinstance(b, (int, Rational)):
            return float(a) ** b if isinstance(b, (float, complex)) else NotImplemented
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        if power >= 0:
            return Fraction(a._numerator ** power, a._denominator ** power)
        if a._numerator == 0:
            raise ZeroDivisionError(f"Fraction({a._denominator ** -power}, 0)")
        return Fraction(a._denominator ** -power, a._numerator ** -power)

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, (int, Rational)):
            return Fraction(a) ** b
        return a ** float(b)

    def __pos__(a):
        return Fraction(a)

    def __neg__(a):
        return Fraction(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction(abs(a._numerator), a._denominator)

    def __int__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    __trunc__ = __int__

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            return _nearest(self._numerator, self._denominator)
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        modulus = 2**61 - 1
        if self._denominator % modulus == 0:
            found = 314159  # as infinity
        else:
            found = abs(self._numerator) % modulus * pow(self._denominator, -1, modulus) % modulus
        found = found if self._numerator >= 0 else -found
        return -2 if found == -1 else found

    def __eq__(a, b):
        if isinstance(b, (int, Rational)):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return a == Fraction(b) if math.isfinite(b) else 0.0 == b
        return NotImplemented

    def _compare(self, other, compare):
        if isinstance(other, (int, Rational)):
            return compare(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return compare(self, Fraction(other)) if math.isfinite(other) else compare(0.0, other)
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _operate(a, b, otherwise, exactly):
    """The result for two fractions or integers; with a float or a complex number, what those make of it."""
    if isinstance(a, (int, Rational)) and isinstance(b, (int, Rational)):
        numerator, denominator = exactly(a.numerator, a.denominator, b.numerator, b.denominator)
        return numerator if denominator is None else Fraction(numerator, denominator)
    for kind in (float, complex):
        if isinstance(a, kind) or isinstance(b, kind):
            return otherwise(a if isinstance(a, kind) else kind(a), b if isinstance(b, kind) else kind(b))
    return NotImplemented


def _parsed(text):
    match = _LITERAL.fullmatch(text)
    if not match:
        raise ValueError(f"Invalid literal for Fraction: {text!r}")
    sign, whole, denominator, decimals, exponent = match.groups()
    numerator, denominator = int(whole or "0"), int(denominator or "1")
    if decimals:
        decimals = decimals.replace("_", "")
        numerator, denominator = numerator * 10 ** len(decimals) + int(decimals), 10 ** len(decimals)
    power = int(exponent or "0")
    numerator, denominator = numerator * 10 ** max(power, 0), denominator * 10 ** max(-power, 0)
    return -numerator if sign == "-" else numerator, denominator


def _nearest(numerator, denominator):
    """The nearest integer; of two, the even one."""
    whole, rest = divmod(numerator, denominator)
    return whole + (rest * 2 > denominator or rest * 2 == denominator and whole % 2)


def _formatted(value, fill, align, sign, zero, width, separator, precision, kind):
    """The text for a format specification of kind f or %, exact."""
    precision = 6 if precision is None else int(precision)
    scale = 100 if kind == "%" else 1
    digits = _nearest(abs(value.numerator) * scale * 10 ** precision, value.denominator)
    whole, decimals = divmod(digits, 10 ** precision)
    sign = "-" if value < 0 else sign.replace("-", "")
    tail = (f".{decimals:0{precision}}" if precision else "") + kind.replace("f", "").replace("F", "")
    width = int(width or "0")
    if zero and not align:
        fill, align = "0", "="
    if align == "=" and (fill or " ") == "0":
        room = max(width - len(sign) - len(tail), 0)
        return sign + format(whole, f"0{room}{separator}" if room else separator) + tail
    text = format(whole, separator) + tail
    if align == "=":
        return sign + text.rjust(width - len(sign), fill or " ")
    return format(sign + text, f"{fill or ' '}{align or '>'}{width or ''}")
