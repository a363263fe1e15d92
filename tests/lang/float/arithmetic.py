print(0.1 + 0.2, 0.1 * 3, 1.1 - 1.0, 1e308 * 10, -1e308 * 10, 1e-320 / 1e10)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, -7.5 % -2, 7.5 // -2)
print(divmod(7.5, 2), divmod(-7.5, 2), divmod(7, 2.5), 0.0 % 3, -0.0 % 3, 5 % 0.3)
print(2.0 ** 0.5, 2 ** 0.5, 4 ** -0.5, (-8.0) ** 3, 0.0 ** 0, 2.0 ** -1074, 1e200 ** 0.5)
print(3 + 0.5, 3 - 0.5, 3 * 0.5, 3 / 0.5, 0.5 + 2**60, 2**61 * 1.0)
print(-(0.0), abs(-2.5), +1.5, 1e16 + 1, 1e16 + 2)
for f in (lambda: 1.0 / 0, lambda: 1.5 // 0.0, lambda: 1.5 % 0.0, lambda: divmod(1.0, 0.0), lambda: 2.0 ** 5000, lambda: 0.0 ** -2):
    try:
        print(f())
    except (ZeroDivisionError, OverflowError) as e:
        print(type(e).__name__, e)
