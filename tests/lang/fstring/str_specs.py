s = "hello"
for spec in ("", "s", "10", "<10", ">10", "^10", "*^11", ".3", ".0", "10.2", ">8.3s", "3", "05", "é^9", "-<8", "{<8"):
    try: print(repr(spec), "[" + format(s, spec) + "]")
    except ValueError as e: print(repr(spec), e)
for spec in ("d", "=10", "+", ",", "x", "10.2f", ".s", "zz", "#", "_", " "):
    try: print(format(s, spec))
    except ValueError as e: print(repr(spec), e)
for v in (None, [1], (1,), {}, object):
    try: print(f"{v:>10}")
    except TypeError as e: print(e)
    print(f"[{v!s:>12.10}]", f"{v!r}")
