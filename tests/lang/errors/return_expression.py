def f(a):
    return (
        a.upper()
        + a.nothing()
    )
f("x")
