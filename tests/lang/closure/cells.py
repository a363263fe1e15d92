def counter(start=0):
    count = start
    def inc(by=1):
        nonlocal count
        count += by
        return count
    def get(): return count
    return inc, get
inc, get = counter(10)
inc2, get2 = counter()
print(inc(), inc(5), get(), inc2(), get2(), get())
def outer():
    x = "outer"
    def middle():
        def inner():
            return x
        return inner
    x = "changed"
    return middle()
print(outer()())
def loop():
    fs = []
    for i in range(3):
        def f(): return i
        fs.append(f)
    return [f() for f in fs], i
print(loop())
def deep(a):
    def l1(b):
        def l2(c):
            def l3(d):
                nonlocal a, b
                a += 1; b += 1
                return a, b, c, d
            return l3
        return l2
    return l1
f = deep(1)(2)(3)
print(f(4), f(5), f.__closure__ is not None, counter.__closure__)
def arg_cell(x):
    def set(v):
        nonlocal x
        x = v
    def get(): return x
    set(x * 2)
    return get(), x
print(arg_cell(21))
