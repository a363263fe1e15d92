x = "global"
def read(): return x
def write():
    global x
    x = "written"
def shadow():
    x = "local"
    return x
print(read(), shadow(), x)
write()
print(read())
def create():
    global brand_new
    brand_new = 1
create()
print(brand_new)
def outer():
    x = "outer"
    def inner():
        global x
        x = "from inner"
        return x
    return inner(), x
print(outer(), x)
def f():
    y = 1
    def g():
        nonlocal y
        y += 1
        def h():
            nonlocal y
            y *= 10
        h()
    g()
    return y
print(f())
class C:
    x = "class"
    def m(self): return x
    y = x
print(C().m(), C.y)
def delete():
    global brand_new
    del brand_new
delete()
try:
    brand_new
except NameError as e:
    print(e)
