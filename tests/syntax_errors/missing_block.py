def f():
return 1

class C:

if f():
    # only a comment
else:
    pass

try:
finally:
    pass
