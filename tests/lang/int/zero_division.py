def tell(f):
    try:
        print(f())
    except (ZeroDivisionError, ValueError) as e:
        print(type(e).__name__, e)

zero = 0
tell(lambda: 1 // zero)
tell(lambda: 1 % zero)
tell(lambda: 1 / zero)
tell(lambda: divmod(1, zero))
tell(lambda: 2**70 // zero)
tell(lambda: 2**70 % zero)
tell(lambda: zero ** -1)
tell(lambda: 0.0 ** -1)
tell(lambda: pow(2, 3, zero))
tell(lambda: 1.0 // zero)
tell(lambda: 1.0 % zero)
tell(lambda: True // False)
