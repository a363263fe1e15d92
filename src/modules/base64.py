"""Bytes as text in alphabets of 16, 32 and 64 letters."""

import binascii

_letters32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def _bytes(text):
    """The bytes of a text that should be ASCII."""
    if isinstance(text, str):
        try:
            return text.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    try:
        return bytes(memory(text))
    except TypeError:
        raise TypeError(
            f"argument should be a bytes-like object or ASCII string, not {type(text).__name__!r}"
        ) from None


def memory(data):
    """Bytes-like objects; everything else is refused."""
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not {type(data).__name__!r}")
    return data


def b64encode(s, altchars=None):
    text = binascii.b2a_base64(memory(s), newline=False)
    return text if altchars is None else text.translate(bytes.maketrans(b"+/", bytes(altchars)))


def b64decode(s, altchars=None, validate=False):
    text = _bytes(s)
    if altchars is not None:
        text = text.translate(bytes.maketrans(_bytes(altchars), b"+/"))
    return binascii.a2b_base64(text, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def b32encode(s):
    data = bytes(memory(s))
    missing = -len(data) % 5
    padded = data + bytes(missing)
    out = bytearray()
    for place in range(0, len(padded), 5):
        bits = int.from_bytes(padded[place : place + 5], "big")
        out += bytes(_letters32[bits >> shift & 31] for shift in range(35, -1, -5))
    pads = (0, 1, 3, 4, 6)[missing]
    return bytes(out[: len(out) - pads]) + b"=" * pads


def b32decode(s, casefold=False, map01=None):
    text = _bytes(s)
    if len(text) % 8:
        raise binascii.Error("Incorrect padding")
    if casefold:
        text = text.upper()
    letters = text.rstrip(b"=")
    out = bytearray()
    for place in range(0, len(letters), 8):
        part = letters[place : place + 8]
        bits = 0
        for letter in part:
            value = _letters32.find(letter)
            if value < 0:
                raise binascii.Error("Non-base32 digit found")
            bits = bits << 5 | value
        out += (bits << 5 * (8 - len(part))).to_bytes(5, "big")[: len(part) * 5 // 8]
    return bytes(out)


def b16encode(s):
    return binascii.hexlify(memory(s)).upper()


def b16decode(s, casefold=False):
    text = _bytes(s)
    text = text.upper() if casefold else text
    if any(letter not in b"0123456789ABCDEF" for letter in text):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(text)


def encodebytes(s):
    """In lines of 76 letters."""
    data = bytes(memory(s))
    return b"".join(binascii.b2a_base64(data[place : place + 57]) for place in range(0, len(data), 57))


def decodebytes(s):
    return binascii.a2b_base64(memory(s))
