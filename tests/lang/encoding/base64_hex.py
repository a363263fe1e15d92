# Bytes as text and back.
import base64
import binascii


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


for size in range(8):
    data = bytes(range(250, 250 + min(size, 6))) + b"xyz"[: max(0, size - 6)]
    text = base64.b64encode(data)
    print(text, base64.b64decode(text) == data, base64.b32encode(data), base64.b32decode(base64.b32encode(data)) == data)
print(base64.urlsafe_b64encode(b"\xfb\xef\xff"), base64.standard_b64encode(b"\xfb\xef\xff"))
print(base64.urlsafe_b64decode("--__"), base64.b64decode(b"aGVs\nbG8="), base64.b64decode("aGVsbG8", validate=False) if False else "")
print(base64.b16encode(b"\x01\xab"), base64.b16decode(b"01AB"), base64.b16decode("01ab", casefold=True))
print(base64.encodebytes(b"x" * 60), base64.decodebytes(b"eHh4\n"))
print(base64.b64encode(bytearray(b"ba"), altchars=b"-_"))
print(binascii.hexlify(b"\x00\xff"), binascii.hexlify(b"\x01\x02\x03", "-"), binascii.unhexlify("00ff"), binascii.unhexlify(b"0A"))
print(binascii.b2a_base64(b"hi"), binascii.b2a_base64(b"hi", newline=False), binascii.crc32(b"hello"))
attempt(base64.b64decode, "abc")
attempt(base64.b64decode, "abcde")
attempt(base64.b64decode, "ab!d", validate=True)
attempt(base64.b64decode, "é")
attempt(base64.b64encode, "text")
attempt(base64.b32decode, "A")
attempt(base64.b32decode, "a1======")
attempt(base64.b16decode, "0g")
attempt(binascii.unhexlify, "abc")
attempt(binascii.unhexlify, "zz")
print(issubclass(binascii.Error, ValueError))
