def check(value):
    assert value
check(1)
check([])
