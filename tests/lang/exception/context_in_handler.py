def log(msg): print("log", msg)
def f():
    try:
        raise ValueError("first")
    except ValueError as e:
        try:
            raise TypeError("second")
        except TypeError as e2:
            log((repr(e2.__context__), e2.__context__ is e))
        log(repr(e.__context__))
        try: raise e
        except ValueError as again: log((again is e, again.__context__))
    try: raise KeyError("third")
    except KeyError as e3: log(e3.__context__)
f()
def gen():
    try: yield 1
    except ValueError as e:
        yield repr(e.__context__)
g = gen()
next(g)
try: raise KeyError("around")
except KeyError: print(g.throw(ValueError("in")))
try:
    try: raise ValueError(1)
    finally:
        try: raise KeyError(2)
        except KeyError as k: print(repr(k.__context__))
except ValueError as v: print(repr(v), v.__context__)
def cleanup():
    try: 1 / 0
    except ZeroDivisionError: pass
try: raise ValueError("outer")
except ValueError as e:
    cleanup()
    import sys
    print(repr(sys.exception()))
