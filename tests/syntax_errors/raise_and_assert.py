raise from x
assert
assert a = b
global
nonlocal a.b
return yield
