import sys
for args in ((), (0,), (3,), ("message",), (None,), ([1, 2],)):
    try: sys.exit(*args)
    except SystemExit as e: print(repr(e.code), e.args)
try: exit(2)
except SystemExit as e: print(e.code)
try: sys.exit(1, 2)
except TypeError as e: print(e)
def f():
    try: sys.exit(5)
    finally: print("finally on exit")
try: f()
except BaseException as e: print(type(e).__name__, e)
try:
    try: sys.exit(1)
    except Exception: print("never: SystemExit is no Exception")
except SystemExit: print("passed through")
