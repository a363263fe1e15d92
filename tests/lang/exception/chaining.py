try:
    try:
        {}["missing"]
    except KeyError as e:
        raise ValueError("translated") from e
except ValueError as e:
    print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        undefined
except NameError as e:
    print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise RuntimeError("clean") from None
except RuntimeError as e:
    print(repr(e), e.__cause__, repr(e.__context__), e.__suppress_context__)
for bad in (5, "x", object):
    try: raise ValueError from bad
    except TypeError as e: print(e)
    except ValueError as e: print("?", e)
try: raise ValueError("v") from KeyError
except ValueError as e: print(repr(e.__cause__))
def depth(e):
    n = 0
    while e:
        n += 1
        e = e.__cause__ or e.__context__
    return n
try:
    try:
        try: raise KeyError(1)
        except KeyError: raise ValueError(2)
    except ValueError: raise TypeError(3)
except TypeError as e: print(depth(e))
e = ValueError("set by hand")
e.__cause__ = KeyError("c")
print(e.__suppress_context__, repr(e.__cause__))
