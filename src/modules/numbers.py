"""Abstract classes for kinds of numbers: to ask whether something is one, and to derive from."""

from abc import ABCMeta, abstractmethod

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


def _abstract(cls, names):
    """Makes methods that subclasses have to write."""
    for name in names.split():

        def method(self, *args):
            raise NotImplementedError

        method.__name__, method.__qualname__ = f"__{name}__", f"{cls.__name__}.__{name}__"
        setattr(cls, method.__name__, abstractmethod(method))
    cls.__abstractmethods__ |= {f"__{name}__" for name in names.split()}


class Number(metaclass=ABCMeta):
    """Any number."""

    __slots__ = ()
    __hash__ = None


class Complex(Number):
    """A number with a real and an imaginary part."""

    __slots__ = ()

    @property
    @abstractmethod
    def real(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def imag(self):
        raise NotImplementedError

    @abstractmethod
    def conjugate(self):
        raise NotImplementedError

    def __bool__(self):
        return self != 0

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


_abstract(Complex, "complex add radd neg pos mul rmul truediv rtruediv pow rpow abs eq")
Complex.register(complex)


class Real(Complex):
    """A number on a line."""

    __slots__ = ()

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self


_abstract(Real, "float trunc floor ceil round floordiv rfloordiv mod rmod lt le")
Real.__abstractmethods__ -= {"__complex__", "real", "imag", "conjugate"}
Real.register(float)


class Rational(Real):
    """A fraction of integers."""

    __slots__ = ()

    @property
    @abstractmethod
    def numerator(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def denominator(self):
        raise NotImplementedError

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


Rational.__abstractmethods__ -= {"__float__"}


class Integral(Rational):
    """A whole number."""

    __slots__ = ()

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(int(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1


_abstract(Integral, "int lshift rlshift rshift rrshift and rand xor rxor or ror invert")
Integral.__abstractmethods__ -= {"numerator", "denominator"}
Integral.register(int)
