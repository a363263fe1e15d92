def popcount(n): return bin(n).count("1")
print([popcount(n) for n in (0, 1, 255, 2**62 - 1, 2**64 - 1)])
x = 0
for k in range(70):
    x |= 1 << k
    assert x == 2 ** (k + 1) - 1 and x & (x + 1) == 0
print(x, x ^ (x >> 1), ~x & 0xFF, (x >> 69) & 1)
h = 14695981039346656037
for c in b"hash me": h = ((h ^ c) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
print(h)
s = 12345
out = []
for _ in range(5):
    s ^= (s << 13) & 0xFFFFFFFFFFFFFFFF
    s ^= s >> 7
    s ^= (s << 17) & 0xFFFFFFFFFFFFFFFF
    out.append(s)
print(out)
print([(-7 >> k, -7 << k, 7 & -8, -7 | 1, -7 ^ 7) for k in (0, 1, 2)], -1 >> 100, (1 << 62) - 1 + (1 << 62), -(1 << 61) - 1, (2**61 - 1) * -1 - 2)
