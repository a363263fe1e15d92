"""struct: packing and unpacking."""
import struct


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for fmt, *values in [("<bBhHiIqQ", -1, 255, -2, 65535, -3, 2**32 - 1, -4, 2**64 - 1), (">hil", 1, 2, 3), ("!d", 1.5), ("<f", 0.1), ("<e", 1.5), ("@bq", 1, 2),
                     ("hhl", 1, 2, 3), ("3x",), ("?", []), (">?", 2), ("5s", b"abcdefg"), ("5s", b"ab"), ("5p", b"abcdefg"), ("4p", b"ab"), ("c", b"x"), ("0s", b"a"), ("n", -5),
                     ("N", 5), ("P", 123), ("2h3B", 1, 2, 3, 4, 5), ("< i", 1), ("i", True), ("<e", 65504.0), ("<e", 1e-7), ("<e", -0.0), ("f", 1e300), ("<d", float("inf")), ("b0q", 1)]:
    packed = struct.pack(fmt, *values)
    print(fmt, packed, struct.unpack(fmt, packed), struct.calcsize(fmt))
for fmt in "b B h H i I l L q Q n N <l <L >q".split():
    print(fmt, outcome(struct.pack, fmt, 2**70), outcome(struct.pack, fmt, -(2**70)))
for args in [("i", 1.5), ("i", "a"), ("f", "a"), ("<f", 1e300), ("e", 1e10), ("<e", 65520.0), ("c", "a"), ("c", b"ab"), ("5s", "a"), ("5p", 5), ("i",), ("ii", 1, 2, 3), ("z", 1), ("5", 1),
             ("i\0", 1), (5, 1), (b"<i", 1), (), ("<n", 1), ("<P", 1), (" <i", 1), ("99999999999999999999i",)]:
    print(args, outcome(struct.pack, *args))
print(outcome(struct.unpack, "i", b"abc"), outcome(struct.unpack, "<i", "abcd"), struct.unpack("3s2xh", b"abcdefgh"), struct.unpack("4p", b"\x09abc"), struct.unpack("<?", b"\x05"))
for offset in (0, 1, 2, 3, -2, -4, -6, -9):
    print(offset, outcome(struct.unpack_from, "<i", b"abcdef", offset))
buffer = bytearray(8)
struct.pack_into("<hh", buffer, 2, 1, -1)
struct.pack_into("<h", buffer, -2, 7)
print(buffer)
for args in [("i", buffer, 6, 1), ("i", buffer, -2, 1), ("i", buffer, -9, 1), ("i", b"abcd", 0, 1), ("i", buffer, 0), ("i", buffer), ("i",)]:
    print(outcome(struct.pack_into, *args))
print(list(struct.iter_unpack("<h", b"abcdef")), outcome(struct.iter_unpack, "<h", b"abc"), outcome(struct.iter_unpack, "", b"abc"))
s = struct.Struct("<ih")
print(s, s.format, s.size, s.pack(1, 2), s.unpack(b"\1\0\0\0\2\0"), s.unpack_from(b"xx\1\0\0\0\2\0", 2), list(s.iter_unpack(bytes(12))), outcome(s.pack, 1), outcome(s.unpack, b""))
print(outcome(struct.Struct, 5), outcome(struct.Struct, "z"), struct.error, issubclass(struct.error, Exception), struct.calcsize("i b q"), struct.calcsize("<i b q"))
try:
    struct.pack("i", "x")
except struct.error as error:
    print(error.args)
