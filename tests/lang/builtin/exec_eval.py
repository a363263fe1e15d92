print(eval("1 + 2"), eval("x * 2", {"x": 5}), eval("[i for i in range(3)]"), eval(" 7 "))
ns = {}
exec("a = 5\ndef f(x): return x + a\nb = f(1)", ns)
print(ns["a"], ns["b"], ns["f"](10), "__builtins__" in ns)
x = 1
exec("x = 2")
print(x)
code = compile("y = x + 1", "<mine>", "exec")
exec(code)
print(y, eval(compile("y * 2", "<e>", "eval")))
def f():
    v = 10
    return eval("v + 1"), eval("v", {"v": 3}), eval("v + w", {"v": 1}, {"w": 2})
print(f())
for src in ("1 +", "x = 5", "", "(", "1 1", "undefined_thing", "1/0"):
    try: eval(src)
    except (SyntaxError, NameError, ZeroDivisionError) as e: print(type(e).__name__, e.msg if isinstance(e, SyntaxError) else e)
try: exec("def f(:\n pass")
except SyntaxError as e: print(e.msg, e.lineno)
try: eval(5)
except TypeError as e: print(e)
