"""Command lines split and quoted."""

import shlex


def tr(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)


for s in ['a b  c', "a 'b c' d", 'x="y z" w', r'a\ b "c\"d" e\\', '', "a '' b", "it's"]: tr(shlex.split, s)
print(shlex.quote('a b'), shlex.quote(''), shlex.quote("it's"), shlex.quote('safe-1.txt'), shlex.join(['a', 'b c'])); tr(shlex.split, 'a # b', comments=True); tr(shlex.split, 'a\\')
