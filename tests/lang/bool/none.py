print(None, repr(None), None is None, None == None, None == 0, None == False, not None, type(None))
def nothing():
    pass
print(nothing(), nothing() is None, [None] * 2, {None: 1}[None], f"{None}")
none = None
for f in (lambda: none + 1, lambda: none.x, lambda: none[0], lambda: none(), lambda: len(None), lambda: None < None, lambda: [i for i in None], lambda: type(None)(1)):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(type(None)() is None)
try:
    None.x = 1
except AttributeError as e:
    print(e)
