"""array: sequences of numbers of one kind. The items stand in a list; what is stored is checked, and rounded, as the machine's type would."""

from operator import index as _index
from struct import calcsize as _calcsize, pack as _pack, unpack as _unpack

__all__ = ["array", "ArrayType", "typecodes"]

typecodes = "bBuwhHiIlLqQfd"


def _integers(signed, bits, too_small, too_large):
    """A function that checks integers of so many bits."""
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)

    def check(value):
        value = _index(value)
        if low <= value <= high:
            return value
        raise OverflowError(too_small if value < low else too_large)

    return check


def _char(value):
    if isinstance(value, str) and len(value) == 1:
        return value
    raise TypeError("array item must be unicode character")


def _double(value):
    if isinstance(value, (int, float)) or hasattr(type(value), "__float__") or hasattr(type(value), "__index__"):
        return float(value)
    raise TypeError(f"must be real number, not {type(value).__name__}")


def _single(value):
    return _unpack("f", _pack("f", _double(value)))[0]


_LONG = "Python int too large to convert to C long"
_CHECKS = {
    "b": _integers(True, 8, "signed char is less than minimum", "signed char is greater than maximum"),
    "B": _integers(False, 8, "unsigned byte integer is less than minimum", "unsigned byte integer is greater than maximum"),
    "h": _integers(True, 16, "signed short integer is less than minimum", "signed short integer is greater than maximum"),
    "H": _integers(False, 16, "unsigned short is less than minimum", "unsigned short is greater than maximum"),
    "i": _integers(True, 32, "signed integer is less than minimum", "signed integer is greater than maximum"),
    "I": _integers(False, 32, "can't convert negative value to unsigned int", "unsigned int is greater than maximum"),
    "l": _integers(True, 64, _LONG, _LONG),
    "L": _integers(False, 64, "can't convert negative value to unsigned int",
                   "Python int too large to convert to C unsigned long"),
    "q": _integers(True, 64, "int too big to convert", "int too big to convert"),
    "Q": _integers(False, 64, "can't convert negative int to unsigned", "int too big to convert"),
    "f": _single,
    "d": _double,
    "u": _char,
    "w": _char,
}


class array:
    """array(typecode [, initializer]) -> array"""

    __slots__ = ("typecode", "_items", "_check", "__weakref__")
    __hash__ = None

    def __new__(cls, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError(f"array() argument 1 must be a unicode character, not {type(typecode).__name__}")
        if typecode not in _CHECKS:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        if isinstance(initializer, str) and typecode not in "uw":
            raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
        self = super().__new__(cls)
        self.typecode = typecode
        self._check = _CHECKS[typecode]
        self._items = []
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self._items.extend(map(self._check, initializer))
        return self

    def _of(self, items):
        """A new array of the same kind with these items, which fit."""
        result = array(self.typecode)
        result._items = items
        return result

    @property
    def itemsize(self):
        return 4 if self.typecode in "uw" else _calcsize(self.typecode)

    # ----- items -----

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __reversed__(self):
        return reversed(self._items)

    def __contains__(self, value):
        return value in self._items

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._of(self._items[index])
        try:
            return self._items[index]
        except IndexError:
            raise IndexError("array index out of range") from None
        except TypeError:
            raise TypeError("array indices must be integers") from None

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if not isinstance(value, array):
                raise TypeError(f'can only assign array (not "{type(value).__name__}") to array slice')
            if value.typecode != self.typecode:
                raise TypeError("bad argument type for built-in operation")
            try:
                self._items[index] = value._items
            except ValueError as error:
                raise ValueError(str(error).replace("sequence", "array")) from None
            return
        value = self._check(value)
        try:
            self._items[index] = value
        except IndexError:
            raise IndexError("array assignment index out of range") from None
        except TypeError:
            raise TypeError("array indices must be integers") from None

    def __delitem__(self, index):
        try:
            del self._items[index]
        except IndexError:
            raise IndexError("array assignment index out of range") from None
        except TypeError:
            raise TypeError("array indices must be integers") from None

    def append(self, v, /):
        self._items.append(self._check(v))

    def insert(self, i, v, /):
        self._items.insert(i, self._check(v))

    def extend(self, bb, /):
        if isinstance(bb, array):
            if bb.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            self._items.extend(bb._items)
        else:
            for value in bb:
                self._items.append(self._check(value))

    def pop(self, i=-1, /):
        if not self._items:
            raise IndexError("pop from empty array")
        return self._items.pop(i)

    def remove(self, v, /):
        try:
            self._items.remove(v)
        except ValueError:
            raise ValueError("array.remove(x): x not in array") from None

    def index(self, v, start=0, stop=2**63 - 1, /):
        try:
            return self._items.index(v, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def count(self, v, /):
        return self._items.count(v)

    def clear(self):
        self._items.clear()

    def reverse(self):
        self._items.reverse()

    # ----- as other things -----

    def tolist(self):
        return self._items.copy()

    def fromlist(self, list_, /):
        if not isinstance(list_, list):
            raise TypeError("arg must be list")
        # All of them or none.
        self._items.extend([self._check(value) for value in list_])

    def tobytes(self):
        if self.typecode in "uw":
            return b"".join(ord(c).to_bytes(4, "little") for c in self._items)
        return _pack(f"={len(self._items)}{self._code()}", *self._items)

    def _code(self):
        """The code of struct with the same size."""
        return {"l": "q", "L": "Q"}.get(self.typecode, self.typecode)

    def frombytes(self, buffer, /):
        if not isinstance(buffer, (bytes, bytearray, array)):
            raise TypeError(f"a bytes-like object is required, not '{type(buffer).__name__}'")
        data = bytes(buffer)
        count, rest = divmod(len(data), self.itemsize)
        if rest:
            raise ValueError("bytes length not a multiple of item size")
        if self.typecode in "uw":
            self._items.extend(chr(int.from_bytes(data[at:at + 4], "little")) for at in range(0, len(data), 4))
        else:
            self._items.extend(_unpack(f"={count}{self._code()}", data))

    __bytes__ = tobytes

    def tounicode(self):
        if self.typecode not in "uw":
            raise ValueError("tounicode() may only be called on unicode type arrays ('u' or 'w')")
        return "".join(self._items)

    def fromunicode(self, ustr, /):
        if self.typecode not in "uw":
            raise ValueError("fromunicode() may only be called on unicode type arrays ('u' or 'w')")
        self._items.extend(ustr)

    def tofile(self, f, /):
        f.write(self.tobytes())

    def fromfile(self, f, n, /):
        data = f.read(n * self.itemsize)
        self.frombytes(data[:len(data) - len(data) % self.itemsize])
        if len(data) < n * self.itemsize:
            raise EOFError("read() didn't return enough bytes")

    def byteswap(self):
        size, data = self.itemsize, self.tobytes()
        swapped = b"".join(data[at:at + size][::-1] for at in range(0, len(data), size))
        self._items.clear()
        self.frombytes(swapped)

    def buffer_info(self):
        return id(self._items), len(self._items)

    def __copy__(self):
        return self._of(self._items.copy())

    def __deepcopy__(self, memo, /):
        return self._of(self._items.copy())

    def __reduce_ex__(self, protocol, /):
        return type(self), (self.typecode, self.tolist())

    # ----- operators -----

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only append array (not "{type(other).__name__}") to array')
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return self._of(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only extend with array (not "{type(other).__name__}")')
        self.extend(other)
        return self

    def __mul__(self, n):
        return self._of(self._items * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self._items *= n
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __ne__(self, other):
        return self._items != other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    def __repr__(self):
        if not self._items:
            return f"{type(self).__name__}('{self.typecode}')"
        items = "".join(self._items) if self.typecode in "uw" else self._items
        return f"{type(self).__name__}('{self.typecode}', {items!r})"

    @classmethod
    def __class_getitem__(cls, item, /):
        return type(list[int])(cls, item)


ArrayType = array
