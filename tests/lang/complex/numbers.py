# Complex numbers: literals, arithmetic, conversion, display.
z = 3 + 4j
print(z, -z, abs(z), z.real, z.imag, z.conjugate(), +z, bool(0j), bool(1j), type(z).__name__)
print(z + 1, 1 + z, z - 2.5, 2.5 - z, z * z, 2 * z, z / 2, 1 / z, z / (1 - 1j), z * 1j, z - z)
print(z ** 2, z ** 0, z ** -1, z ** 0.5, 2 ** z, z ** z, 1j ** 2, pow(z, 2), z ** 3.0)
print((-8) ** (1 / 3), (-8.0) ** 0.5, (-2) ** 0.5)
print(z == 3 + 4j, z != 3 + 4j, 1 + 0j == 1, 1 + 0j == 1.0, 1j == "1j", 2**60 + 0j == 2**60, 2**60 + 1 == complex(2**60))
print(hash(1 + 0j) == hash(1), hash(z), {z: "key"}[3 + 4j], 1 + 0j in [1], z in {z})
print(complex(), complex(1), complex(1, 2), complex(1.5, -2), complex(1j, 1j), complex("1+2j"), complex(" ( -1.5e3-2j ) "), complex("j"), complex("-j"), complex("2.5"), complex("nan"))
print(repr(1j), str(-1j), 0j, -0j, complex(0, -0.0), complex(-0.0, 1), 1e20j, complex(float("inf"), float("nan")), 1.5j, 10j)
print(f"{z:.2f}", f"{z:>12}|", f"{z:<12}|", f"{z:^12}|", f"{z:+.1e}", f"{1234.5+1j:,.1f}", f"{z:g}", f"{z:.3}", f"{2j:.1f}", f"{2j:5}", f"{z!r:>10}", "%s" % z)
print([1j, (2j,)], sum([1j, 2]), isinstance(z, complex), complex.__mro__, 1J)
class Number(complex):
    def double(self): return self * 2
print(Number(1, 2).double(), Number("1j"), type(Number(1)).__name__, Number(1, 2) == 1 + 2j)
class Convertible:
    def __complex__(self): return 5j
class Float:
    def __float__(self): return 2.5
print(complex(Convertible()), complex(Float()), complex(1, Float()))
for expression in ("z < 1j", "z // 1", "z % 1", "int(z)", "float(z)", "round(z)", "divmod(z, 1)", "complex('a')", "complex('1 + 2j')", "complex('1', 2)", "complex(1, '2')",
                   "complex([])", "complex(1, [])", "z / 0", "0j ** -1", "0j ** 1j", "pow(z, 2, 3)", "z + 'a'", "f'{z:d}'", "f'{z:=10}'", "f'{z:010}'", "[1][z]", "abs(1e308 + 1e308j)", "(1e200 + 0j) ** 2", "max(1j, 2j)"):
    try: print(expression, eval(expression))
    except Exception as error: print(expression, "->", type(error).__name__, error)
match z:
    case 1 + 2j: print("no")
    case 3 + 4j: print("matched")
def mandelbrot(c, limit=50):
    z = 0
    for n in range(limit):
        if abs(z) > 2: return n
        z = z * z + c
    return limit
print([mandelbrot(complex(x / 10, y / 10)) for y in range(-10, 11, 5) for x in range(-20, 6, 5)])
