def pack(*ns): return b"".join(n.to_bytes(4, "big") for n in ns)
def unpack(b): return [int.from_bytes(b[i:i + 4], "big") for i in range(0, len(b), 4)]
p = pack(1, 255, 2**32 - 1)
print(p, unpack(p), p.hex(), p[4:8], sum(p) & 0xFF)
def crc(data):
    c = 0xFFFFFFFF
    for b in data:
        c ^= b
        for _ in range(8): c = (c >> 1) ^ (0xEDB88320 if c & 1 else 0)
    return c ^ 0xFFFFFFFF
print(hex(crc(b"123456789")), crc(b""), hex(crc(bytes(range(256)))))
def b64(data):
    A = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    out = ""
    for i in range(0, len(data), 3):
        c = data[i:i + 3]
        n = int.from_bytes(c + bytes(3 - len(c)), "big")
        out += "".join(A[n >> s & 63] for s in (18, 12, 6, 0))[:len(c) + 1] + "=" * (3 - len(c))
    return out
print(b64(b"hello"), b64(b""), b64(bytes(range(5))), b"caf\xc3\xa9".decode(), "日".encode().hex(), bytes([i for i in b"abc"][::-1]), b"a,b".split(b","), bytes.fromhex("00ff").hex("-"))
m = bytearray(b"hello")
for i in range(len(m)): m[i] ^= 0x20
print(m, m.decode(), bytes(m) == b"HELLO", m.find(b"L"), m[::-1], m + b"!", m * 2)
