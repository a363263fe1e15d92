def f():
    return 1

f() = 2
len("abc") += 1
