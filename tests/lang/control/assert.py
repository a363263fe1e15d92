assert True
assert 1, "never shown"
for f in (lambda: False, lambda: 0):
    try:
        assert f()
    except AssertionError as e:
        print(repr(e), str(e) == "", e.args)
try:
    assert 1 == 2, "numbers differ"
except AssertionError as e:
    print(e)
try:
    assert [], ("a", 1)
except AssertionError as e:
    print(e, e.args)
def msg():
    print("message built")
    return "built"
assert True, msg()
try:
    assert False, msg()
except AssertionError as e:
    print(e)
