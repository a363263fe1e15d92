import sys
for _ in range(2):
    try: import _broken
    except ZeroDivisionError as e: print("failed:", e, "_broken" in sys.modules)
try: import _no_such_module
except ImportError as e: print(type(e).__name__, e, e.name)
try: import _shapes.inner
except ModuleNotFoundError as e: print(e)
try: from _no_such import x
except ModuleNotFoundError as e: print(e)
try: import _bad_syntax
except SyntaxError as e: print(type(e).__name__, e.msg, e.lineno, e.filename.endswith("_bad_syntax.py"))
