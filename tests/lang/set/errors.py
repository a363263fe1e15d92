s = {1}
for f in (lambda: s.remove(9), lambda: set().pop(), lambda: {[]}, lambda: s.add({}), lambda: {1} | [2], lambda: {1} + {2}, lambda: s[0], lambda: {1} < [1], lambda: hash(s), lambda: {s}, lambda: set(5), lambda: [] in s, lambda: s.nope, lambda: set(1, 2), lambda: frozenset([1]).add(2), lambda: {1} - 1):
    try:
        print(f())
    except (KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    for x in s:
        s.add(x + 1)
except RuntimeError as e:
    print(e)
