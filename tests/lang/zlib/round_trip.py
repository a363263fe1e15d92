# What was compressed comes back. Sizes differ between implementations and are not shown.
import zlib

texts = [b"", b"a", b"hello " * 1000, bytes(range(256)) * 50, b"x" * 60_000]
for text in texts:
    for level in (-1, 0, 1, 6, 9):
        for wbits in (15, 9, -15, 31):
            packed = zlib.compress(text, level, wbits)
            assert zlib.decompress(packed, wbits) == text, (len(text), level, wbits)
    print(len(text), len(zlib.compress(text)) < len(text), zlib.decompress(zlib.compress(text, 9)) == text)
print(zlib.decompress(b"x\x9cKLJN\x01\x00\x03\xd8\x01\x8b"), zlib.decompress(zlib.compress(b"gz", wbits=31), 47))
print(zlib.decompress(zlib.compress(bytearray(b"bytearray"))))

packer = zlib.compressobj(level=9)
parts = [packer.compress(b"part %d " % n) for n in range(1000)]
parts.append(packer.flush())
data = b"".join(parts)
print(zlib.decompress(data) == b"".join(b"part %d " % n for n in range(1000)))
try:
    packer.compress(b"more")
except zlib.error as error:
    print(error)

unpacker = zlib.decompressobj()
out = b""
for start in range(0, len(data), 100):
    out += unpacker.decompress(data[start : start + 100])
print(len(out), unpacker.eof, unpacker.unused_data, unpacker.flush())
unpacker = zlib.decompressobj()
print(len(unpacker.decompress(data + b"rest")), unpacker.unused_data, unpacker.eof, unpacker.unconsumed_tail)
print(unpacker.decompress(b" more"), unpacker.unused_data)

packed = zlib.compress(b"y" * 10000)
unpacker = zlib.decompressobj()
first = unpacker.decompress(packed, 100)
print(len(first), unpacker.eof, unpacker.unconsumed_tail == b"")
second = unpacker.decompress(unpacker.unconsumed_tail, max_length=1000)
print(len(second), unpacker.eof)
print(len(unpacker.flush()), unpacker.eof)

# A flush in the middle lets the other side see all so far.
packer, unpacker = zlib.compressobj(), zlib.decompressobj()
for word in (b"one", b"two", b"three"):
    print(unpacker.decompress(packer.compress(word) + packer.flush(zlib.Z_SYNC_FLUSH)), unpacker.eof)
print(unpacker.decompress(packer.flush()), unpacker.eof)
