x = 0.0
for i in range(1, 1001): x += 1 / i
print(x)
y = 1.0
for _ in range(100): y = y / 2 + 1 / y
print(y)
def mandel(cr, ci):
    zr = zi = 0.0
    for n in range(50):
        if zr * zr + zi * zi > 4: return n
        zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
    return 50
print([mandel(-2 + i * 0.25, 0.1) for i in range(12)])
s = 0.0
for i in range(200): s += (-1) ** i * 4 / (2 * i + 1)
print(s, f"{s:.10f}", round(s, 6))
print(1e308 + 1e308, 5e-324 / 2, 2**-1074, 0.1 + 0.7, 1 - 0.9, 3 * 1.1, 1e-300 * 1e-300, -1e308 * 10, 2.5e-5, 1.0e+2)
print(2**62 + 0.0, 2**53 + 1.0, -(2**61) * 1.0, 1e300 * 10**10, 4611686018427387904 * 0.5, float(2**1023), 3.0 == 3, 3.5 // 1, 1e17 // 3, -1e17 % 7)
