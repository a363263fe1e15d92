# closing, suppress, nullcontext, redirect_stdout and redirect_stderr, chdir.
import io
import os
import sys
from contextlib import chdir, closing, nullcontext, redirect_stderr, redirect_stdout, suppress


class Thing:
    def close(self):
        print("closed")


with closing(Thing()) as thing:
    print(type(thing).__name__)
with suppress(KeyError, ZeroDivisionError):
    1 / 0
with suppress(LookupError):
    {}["k"]
try:
    with suppress():
        raise ValueError("not suppressed")
except ValueError as error:
    print(error)
with nullcontext(5) as five, nullcontext() as nothing:
    print(five, nothing)
text = io.StringIO()
with redirect_stdout(text) as target:
    print("hidden", target is text)
    with redirect_stdout(io.StringIO()):
        print("nested")
    print("again")
print(repr(text.getvalue()))
with redirect_stderr(io.StringIO()) as text:
    print("error", file=sys.stderr)
print(repr(text.getvalue()))
before = os.getcwd()
with chdir("/"):
    print(os.getcwd())
print(os.getcwd() == before)
