"""Bytes as text and back: hexadecimal and base 64."""

from zlib import crc32

_letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_values = {letter: value for value, letter in enumerate(_letters)}


class Error(ValueError):
    """Text that stands for no bytes."""


class Incomplete(Exception):
    """Text that ends too early."""


def hexlify(data, sep=..., bytes_per_sep=1):
    text = bytes(data).hex() if sep is ... else bytes(data).hex(sep, bytes_per_sep)
    return text.encode()


def unhexlify(hexstr, /):
    text = hexstr if isinstance(hexstr, str) else bytes(hexstr).decode("latin-1")
    if len(text) % 2:
        raise Error("Odd-length string")
    try:
        if any(letter.isspace() for letter in text):
            raise ValueError
        return bytes.fromhex(text)
    except ValueError:
        raise Error("Non-hexadecimal digit found") from None


b2a_hex, a2b_hex = hexlify, unhexlify


def b2a_base64(data, /, *, newline=True):
    data = bytes(data)
    missing = -len(data) % 3
    padded = data + bytes(missing)
    out = bytearray()
    for place in range(0, len(padded), 3):
        bits = padded[place] << 16 | padded[place + 1] << 8 | padded[place + 2]
        out += bytes((_letters[bits >> 18], _letters[bits >> 12 & 63], _letters[bits >> 6 & 63], _letters[bits & 63]))
    if missing:
        out[-missing:] = b"=" * missing
    return bytes(out + b"\n" if newline else out)


def a2b_base64(data, /, *, strict_mode=False):
    """The bytes of a text; what is no letter of the alphabet is passed over."""
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        data = data.encode()
    out, bits, count, pads = bytearray(), 0, 0, 0
    for letter in bytes(data):
        if letter == 61:
            pads += 1
            if count >= 2 and count + pads >= 4:
                return bytes(out)
            continue
        value = _values.get(letter)
        if value is None:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        pads = 0
        bits, count = bits << 6 | value, count + 1
        if count > 1:
            out.append(bits >> (6 - 2 * (count - 1)) & 255)
        if count == 4:
            bits = count = 0
    if count == 1:
        number = len(out) // 3 * 4 + 1
        raise Error(
            f"Invalid base64-encoded string: number of data characters ({number}) cannot be 1 more than a multiple of 4"
        )
    if count:
        raise Error("Incorrect padding")
    return bytes(out)
