class A: pass
def f(): pass
text = repr(A())
print(text.startswith("<__main__.A object at 0x"), text.endswith(">"), repr(A), str(A), repr(f).startswith("<function f at 0x"), repr(A().__init__).startswith("<method-wrapper"), repr(len), repr(int), repr([].append).startswith("<built-in method append of list object at"), repr(type), repr(ValueError), repr(object()).startswith("<object object at 0x"))
class B:
    def m(self): pass
    class C: pass
print(repr(B.m).startswith("<function B.m at"), "bound method B.m of <__main__.B object" in repr(B().m), repr(B.C), repr(lambda: 0).startswith("<function <lambda> at"), repr(iter([])).startswith("<list_iterator object"), repr(x for x in []).startswith("<generator object <genexpr> at"), repr(range), repr(NotImplemented), repr(...), repr(print))
class D:
    def __repr__(self): return 5
try: repr(D())
except TypeError as e: print(e)
class E:
    def __repr__(self): raise ValueError("no repr")
try: print([E()])
except ValueError as e: print(e)
