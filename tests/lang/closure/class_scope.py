def make(n):
    class C:
        value = n
        doubled = value * 2
        def get(self): return n + self.value
        items = [n * i for i in range(3)]
        nested = [n for _ in range(2)]
    return C
print(make(3).value, make(3).doubled, make(4)().get(), make(2).items, make(5).nested)
name = "module"
class A:
    name = "class"
    names = [name for _ in range(1)]
    def method(self): return name
    lam = staticmethod(lambda: name)
    first = [x for x in name]
print(A.names, A().method(), A.lam(), A.first)
class B:
    x = 1
    try:
        ys = [x + y for y in range(2)]
    except NameError as e:
        ys = str(e)
print(B.ys)
def f():
    x = "f"
    class D:
        try:
            print(x)
        except NameError as e:
            print(e)
        x = "D"
        print(x)
        def g(self): return x
    return D().g()
print(f())
