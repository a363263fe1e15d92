# What the functions of traceback give, without paths.
import io, sys, traceback
def clean(text):
    return text.replace(__file__, "FILE")
def inner(n):
    return 1 / n
def outer(n):
    try:
        return inner(n)
    except ZeroDivisionError as error:
        raise ValueError("outer failed") from error
try:
    outer(0)
except ValueError as error:
    print(clean(traceback.format_exc()))
    print(clean("".join(traceback.format_exception(error, chain=False))))
    print(clean("".join(traceback.format_exception(type(error), error, error.__traceback__))) == clean(traceback.format_exc()))
    print(traceback.format_exception_only(error), traceback.format_exception_only(ValueError, ValueError("x")))
    entries = traceback.extract_tb(error.__traceback__)
    print([(entry.lineno, entry.name, entry.line) for entry in entries], len(entries), type(entries).__name__)
    print(entries[-1].name, entries[0].filename == __file__, entries[0][1], tuple(entries[0])[2:])
    print(clean("".join(traceback.format_tb(error.__traceback__))))
    print(clean("".join(traceback.format_tb(error.__traceback__, limit=1))))
    print(clean("".join(traceback.format_list(entries[-1:]))))
    out = io.StringIO()
    traceback.print_exception(error, file=out)
    traceback.print_tb(error.__traceback__, file=out)
    traceback.print_exc(file=out, chain=False)
    print(clean(out.getvalue()))
    kept = traceback.TracebackException.from_exception(error)
print(clean("".join(kept.format())), str(kept), kept.__cause__ is not None)
print(kept.stack[-1].name, list(kept.format_exception_only()))
print(repr(traceback.format_exc()))
def show_stack():
    return traceback.format_stack(), traceback.extract_stack()
def calls_it():
    return show_stack()
text, stack = calls_it()
print(clean("".join(text)))
print([entry.name for entry in stack])
for frame, line in traceback.walk_tb(kept and None): print("never")
try: exec("def f(:\n  pass")
except SyntaxError as error: print("".join(traceback.format_exception_only(error)).splitlines()[0], error.lineno, error.filename)
def recurse(n): return recurse(n + 1)
try: recurse(0)
except RecursionError:
    lines = traceback.format_exc().splitlines()
    print(len(lines) < 20, "Previous line repeated" in "".join(lines), lines[-1])
try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except ExceptionGroup: print(clean(traceback.format_exc()))
