# A pseudo-random walk over all operators; the checksum must be CPython's.
MASK = 2**128 - 1
seed = 1
def rnd():
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) & MASK
    return (seed >> 40) - 2**86
check = 0
for i in range(300):
    a, b = rnd() >> (i % 120), rnd() >> (i % 90)
    values = [a + b, a - b, a * b, a & b, a | b, a ^ b, ~a, -b, a << (i % 70), a >> (i % 70), abs(a), a < b, a == b, int(str(a)), int(hex(b), 16)]
    if b: values += [a // b, a % b]
    for v in values: check = (check * 31 + v) % (2**127 - 1)
print(check)
