def f():
    try: 1 / 0
    except ZeroDivisionError:
        print("logging")
        raise
try: f()
except ZeroDivisionError as e: print("again", e)
try: raise
except RuntimeError as e: print(e)
def g():
    try: raise ValueError("one")
    except ValueError as e:
        try: raise KeyError("two")
        except KeyError: pass
        raise
try: g()
except ValueError as e: print(repr(e), e.__context__)
def h():
    try: raise ValueError("x")
    except ValueError as e:
        err = e
    raise err
try: h()
except ValueError as e: print(repr(e))
def helper(): raise
try:
    try: raise LookupError("active")
    except LookupError: helper()
except LookupError as e: print("helper re-raised", e)
import sys
print(sys.exc_info())
try: 1 / 0
except ZeroDivisionError:
    kind, value, tb = sys.exc_info()
    print(kind.__name__, value, tb is not None, sys.exception() is value)
print(sys.exc_info()[0], sys.exception())
