"""What is wrong with patterns, and where."""

import re


def tr(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)


for p in ['(', ')', '[', '*a', 'a**', 'a{2}{3}', '[z-a]', '\\', '\\q', '(?P<1a>x)', '(?P<a>x)(?P<a>y)', '(?P=z)', '\\2', '(?<=a+)b', 'a{3,2}', '(?z)', '(?P<a', '(?', '[\\q]', '(?#x', '(?i', 'x(?i)', '(?P<>x)', '(?(9)a|b)', '\\x1', '(a\\1)', '(?<x)', '[a', '+', '(*)', 'a|*', '^*', '(?P>x)', '(?:']: tr(re.compile, p)
try: re.compile('a\n(b')
except re.error as e: print(e, e.msg, e.pos, e.lineno, e.colno, e.pattern)
