# compile(), and code objects run by exec and eval in several namespaces.
code = compile("x = x + 1\ny = x * 2", "<text>", "exec")
for start in (1, 10):
    names = {"x": start}
    exec(code, names)
    print(names["x"], names["y"])
x = 5
exec(code)
print(x, y)
def run():
    x = 100
    local = {}
    exec(code, {"x": 7}, local)
    return local
print(run())
expression = compile("a + b", "<e>", "eval")
print(eval(expression, {"a": 1, "b": 2}), eval(expression, {"a": "p"}, {"b": "q"}), eval(compile("1\n", "<e>", "eval")))
print(eval(compile("z = 1", "<s>", "exec")), z, exec(expression, {"a": 1, "b": 1}))
print(code.co_filename, code.co_name, type(code).__name__)
def function(): print("the function's code runs")
exec(function.__code__)
outer = 1
def closing():
    inner = 2
    return lambda: inner
try: exec(closing().__code__)
except TypeError as error: print(error)
for args in (("1", "f", "what"), (5, "f", "exec"), ("1", 5, "exec"), ("1", "f", 5)):
    try: compile(*args)
    except (TypeError, ValueError) as error: print(type(error).__name__, str(error).split(" must be ")[0])
for source in ("1 +", "x = = 2", "for", "a b"):
    try: compile(source, "file.py", "exec")
    except SyntaxError as error: print(error.msg, error.filename, error.lineno, str(error))
try: eval("1", 5)
except TypeError as error: print(error)
try: exec("1", 5)
except TypeError as error: print(error)
error = SyntaxError("bad", ("f.py", 3, 7, "text here\n"))
print(error, error.msg, error.filename, error.lineno, error.offset, repr(error.text), error.args, SyntaxError("plain"), SyntaxError().msg)
exec(b"made = 3")
print(made, eval(b"made + 1"))
try: exec(compile("\n\n1 / 0", "where.py", "exec"))
except ZeroDivisionError as error: print(error.__traceback__.tb_next.tb_lineno, error.__traceback__.tb_next.tb_frame.f_code.co_filename)
