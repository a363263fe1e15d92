try:
    raise ExceptionGroup("several", [ValueError(1), TypeError("t"), KeyError("k")])
except* ValueError as g: print("values", g.exceptions)
except* (TypeError, KeyError) as g: print("rest", [type(e).__name__ for e in g.exceptions])
try:
    try: raise ExceptionGroup("g", [ValueError(1), OSError(2)])
    except* ValueError: print("handled")
except ExceptionGroup as e: print(e, e.exceptions)
eg = ExceptionGroup("m", [ValueError(1), ExceptionGroup("n", [TypeError(2)])])
print(repr(eg), eg.message, eg.subgroup(TypeError), eg.split(ValueError))
