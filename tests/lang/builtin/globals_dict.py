# globals() is the module's variables: writing to it makes and changes them.
globals()["made"] = 1
print(made, "made" in globals(), globals()["made"])
made = 2
g = globals()
print(g["made"], g.get("absent"), g["__name__"])
for n in range(3):
    g[f"value_{n}"] = n * n
print(value_0, value_1, value_2)
def show():
    local = 5
    globals()["from_function"] = local
    return sorted(locals()), vars(), dir()
print(show(), from_function)
del globals()["made"]
try: made
except NameError as error: print(error)
exec("x = 1; y = x + 1", globals())
print(x, y)
exec("def f(): return x * 10", g)
print(f())
x = 7
print(f(), eval("x + y", g), eval("x", {"x": "own"}))
print(locals()["x"], vars()["y"], "show" in dir(), locals() is not None)
g.update(x=8, z=9)
print(x, z, g.pop("z"), "z" in g)
class Body:
    a = 1
    print(sorted(n for n in vars() if not n.startswith("__")), dir()[-1])
import sys
setattr(sys.modules[__name__], "by_setattr", 3)
print(by_setattr, vars(sys.modules["__main__"])["by_setattr"])
sys.modules["__main__"].__dict__["by_dict"] = 4
print(by_dict)
