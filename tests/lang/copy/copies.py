"""Shallow and deep copies."""

import copy
def tr(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
a = [1, [2, 3], {'x': [4]}, (5, [6]), {7}]
b = copy.copy(a); c = copy.deepcopy(a)
a[1].append(9); a[2]['x'].append(9); a[3][1].append(9)
print(a, b, c, b[1] is a[1], c[1] is a[1])
l = []; l.append(l); m = copy.deepcopy(l); print(m is m[0], m is l)
t = ([],); t[0].append(t); u = copy.deepcopy(t); print(u is u[0][0], u)
x = [1]; y = copy.deepcopy([x, x]); print(y[0] is y[1])
print(copy.copy('x'), copy.deepcopy(None), copy.deepcopy(print) is print)
class P:
    def __init__(self, a): self.a = a; self.l = [a]
    def __repr__(self): return f'P({self.a}, {self.l})'
p = P(1); q = copy.copy(p); r = copy.deepcopy(p); p.l.append(3); print(p, q, r)
class C:
    def __copy__(self): return 'copied'
    def __deepcopy__(self, memo): return ('deep', type(memo))
print(copy.copy(C()), copy.deepcopy([C()]))
class S:
    __slots__ = ('a', 'b')
s = S(); s.a = [1]; z = copy.deepcopy(s); print(z.a, z.a is s.a, hasattr(z, 'b'))
class ML(list):
    pass
ml = ML([1, [2]]); ml.tag = 'x'; n = copy.deepcopy(ml); print(n, type(n).__name__, n.tag, n[1] is ml[1]); n = copy.copy(ml); print(n, n.tag, n[1] is ml[1])
class MD(dict): pass
md = MD(a=[1]); n = copy.deepcopy(md); print(n, type(n).__name__, n['a'] is md['a'])
class R:
    def __init__(self, n): self.n = n
    def __reduce__(self): return (R, (self.n + 1,))
print(copy.copy(R(1)).n, copy.deepcopy(R(1)).n)
class G:
    def __init__(self): self.x = 1; self.cache = 5
    def __getstate__(self): d = self.__dict__.copy(); del d['cache']; return d
    def __setstate__(self, st): self.__dict__.update(st); self.cache = 'new'
print(copy.copy(G()).__dict__, copy.deepcopy(G()).__dict__)
e = copy.copy(ValueError('a', 1)); print(repr(e))
class Node:
    def __init__(self): self.parent = None; self.kids = []
n = Node(); k = Node(); k.parent = n; n.kids.append(k)
m = copy.deepcopy(n); print(m.kids[0].parent is m, m is not n)
from dataclasses import dataclass
@dataclass
class D: a: int; b: list
print(copy.replace(D(1, [2]), a=5), copy.deepcopy(D(1, [2])))
@dataclass(frozen=True)
class F: a: list
f = F([1]); print(copy.deepcopy(f), copy.deepcopy(f).a is f.a)
from enum import Enum
class E(Enum): A = 1
print(copy.deepcopy(E.A) is E.A, copy.copy([E.A])[0] is E.A)
memo = {}; copy.deepcopy(a, memo); print(id(a) in memo)
class Mt:
    def m(self): return self
o = Mt(); b = copy.deepcopy([o, o.m]); print(b[1]() is b[0])
class I(int): pass
i = I(5); i.x = [1]; j = copy.deepcopy(i); print(j, j.x, type(j).__name__)
tr(copy.replace, 3)
