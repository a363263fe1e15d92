class L:
    def __init__(self, n): self.n = n
    def __add__(self, o):
        print("L.add", o.n)
        return NotImplemented
    def __eq__(self, o):
        print("L.eq")
        return NotImplemented
    def __lt__(self, o):
        print("L.lt")
        return NotImplemented
class R:
    def __init__(self, n): self.n = n
    def __radd__(self, o):
        print("R.radd", o.n)
        return "sum"
    def __eq__(self, o):
        print("R.eq")
        return True
    def __gt__(self, o):
        print("R.gt")
        return "greater"
class Sub(L):
    def __radd__(self, o):
        print("Sub.radd first")
        return "sub"
print(L(1) + R(2), L(1) == R(2), L(1) < R(2), L(1) + Sub(3), L(1) != R(2))
try: L(1) + L(2)
except TypeError as e: print(e)
try: L(1) < L(2)
except TypeError as e: print(e)
print(L(1) == L(2), L(1) == 5)
class I:
    def __iadd__(self, o): return NotImplemented
    def __add__(self, o): return f"add {o}"
i = I()
i += 5
print(i)
class N:
    def __rsub__(self, o): return ("rsub", o)
    def __rtruediv__(self, o): return ("rtruediv", o)
    def __rpow__(self, o): return ("rpow", o)
    def __rmod__(self, o): return ("rmod", o)
    def __rlshift__(self, o): return ("rlshift", o)
    def __rand__(self, o): return ("rand", o)
    def __rdivmod__(self, o): return ("rdivmod", o)
n = N()
print(5 - n, 1.5 / n, 2 ** n, 7 % n, 1 << n, True & n, divmod(9, n), 3 - n)
