# Values around where an immediate float might end and a boxed one begins.
for e in (-1074, -1023, -1022, -300, -257, -256, -255, -1, 0, 1, 255, 256, 257, 300, 1023):
    x = 2.0 ** e
    print(e, x, -x, x * 0.5, x + x, x == x, x - x, hash(x) == hash(2.0 ** e), [x].index(x))
print(2.0**256 * 2.0**-256, (2.0**300) / (2.0**299), 2.0**-300 * 2.0**300, min(2.0**-1000, 2.0**-999), sorted([2.0**300, 1.0, 2.0**-300, 0.0, -2.0**300]))
