# The one division that overflows a machine word.
for bits in (31, 61, 62, 63):
    low = -(2 ** bits)
    print(low // -1, low % -1, -low, abs(low), divmod(low, -1))
