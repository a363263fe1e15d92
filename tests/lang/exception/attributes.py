try: import nope_module
except ModuleNotFoundError as e: print(e, e.name)
try: from os import nope
except ImportError as e: print(str(e).split(" (")[0], e.name)
try: next(iter([]))
except StopIteration as e: print(repr(e), e.value)
try: raise SystemExit("msg")
except SystemExit as e: print(e.code, repr(e))
try: raise SystemExit
except SystemExit as e: print(e.code, repr(e))
try: b"\xff".decode()
except UnicodeDecodeError as e: print(e.encoding, e.object, e.start, e.end, e.reason)
try: "é".encode("ascii")
except UnicodeEncodeError as e: print(e.encoding, e.object, e.start, e.end, e.reason)
try: {}["k"]
except KeyError as e: print(e.args, e.__traceback__ is not None, e.__traceback__.tb_lineno)
e = ValueError("x")
print(e.__traceback__, e.__cause__, e.__context__, e == ValueError("x"), hasattr(e, "__notes__"))
e.add_note("a note")
print(e.__notes__, e.with_traceback(None) is e)
e.args = (1, 2)
print(e, repr(e))
try: object().foo
except AttributeError as e: print(e.name, type(e.obj).__name__)
