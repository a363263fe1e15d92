def f():
    len = lambda x: "my len"
    return len([1])
print(f(), len([1]))
list = [1, 2]
print(list)
del list
print(list("ab"))
def g(str): return str + 1
print(g(1))
import builtins
builtins.zork = 5
print(zork)
old = builtins.len
builtins.len = lambda x: 99
print(len("abc"))
builtins.len = old
print(len("abc"), builtins.print is print)
max = None
try: max(1, 2)
except TypeError as e: print(e)
del max
print(max(1, 2))
