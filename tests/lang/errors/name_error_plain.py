def f():
    return completely_unknown_thing
f()
