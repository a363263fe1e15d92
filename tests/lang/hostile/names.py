__x = 1
_ = 2
ñ, 变量, Ω = 1, 2, 3
print(__x, _, ñ, 变量, Ω, ﬁ := "ligature", fi)
match, case, type_, soft = 1, 2, 3, 4
match = match + case
print(match, case)
type X = int
type = 5
print(type)
del type
print(type(5).__name__)
print(print.__name__, __builtins__ is not None, __debug__)
class class_: pass
None_, True_ = 1, 2
print(class_.__name__, None_, True_, [_ for _ in range(3)], _)
lambda_ = lambda self, cls: (self, cls)
print(lambda_(1, cls=2))
def f(print): return print
print(f(3))
a = b = c = d = e = []
print(a is e)
x = 1;y = 2; print(x, y);
if x: pass; print("same line")
