# Checksums, and what is no compressed data.
import zlib

print(zlib.crc32(b""), zlib.crc32(b"hello"), hex(zlib.crc32(b"x" * 100000)))
print(zlib.adler32(b""), zlib.adler32(b"hello"), hex(zlib.adler32(b"\xff" * 100000)))
print(zlib.crc32(b"lo", zlib.crc32(b"hel")) == zlib.crc32(b"hello"), zlib.adler32(b"lo", zlib.adler32(b"hel")) == zlib.adler32(b"hello"))
print(zlib.crc32(bytearray(b"abc"), 2**40 + 7), zlib.crc32(b"abc", -1))


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


good = zlib.compress(b"some data that is long enough to be cut")
attempt(zlib.decompress, b"not compressed")
attempt(zlib.decompress, b"")
attempt(zlib.decompress, good[:-1])
attempt(zlib.decompress, good[:10])
attempt(zlib.decompress, good[:-1] + b"?")
attempt(zlib.decompress, good, 31)
attempt(zlib.decompress, good + b"ignored")
attempt(zlib.decompress, good, wbits=99)
attempt(zlib.compress, "text")
attempt(zlib.compress, b"x", 10)
attempt(zlib.compress, b"x", wbits=99)
attempt(zlib.compressobj, 11)
attempt(zlib.decompressobj().decompress, b"bad data")
attempt(zlib.decompressobj().decompress, good, -1)
attempt(zlib.decompressobj().flush, 0)
attempt(zlib.crc32, "text")
attempt(zlib.crc32, None)
print(zlib.error, issubclass(zlib.error, Exception), zlib.MAX_WBITS, zlib.Z_BEST_COMPRESSION)
