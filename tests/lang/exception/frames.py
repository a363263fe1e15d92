# Frame objects: sys._getframe and tb_frame.
import sys
def who(depth=0):
    frame = sys._getframe(depth)
    return frame.f_code.co_name, frame.f_lineno
def caller():
    return who(1), who(2)
print(who(), caller())
def local(a, b=2):
    c = a + b
    frame = sys._getframe()
    return sorted(frame.f_locals), frame.f_locals["c"], frame.f_globals["__name__"], frame.f_globals is not None
print(local(1))
frame = sys._getframe()
print(frame.f_code.co_name, frame.f_lineno, frame.f_back, frame.f_locals["who"] is who, "len" in frame.f_builtins)
print(frame.f_lineno)
def chain():
    names, frame = [], sys._getframe()
    while frame:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names
class C:
    def method(self): return chain()
    names = chain()
print(C().method(), C.names, [f() for f in [lambda: chain()]])
try: sys._getframe(100)
except ValueError as error: print(error)
def caller_module(): return sys._getframe(1).f_globals["__name__"], sys._getframe(1).f_locals is not None
print(caller_module())
def fails(): raise KeyError("x")
try: fails()
except KeyError as error:
    tb = error.__traceback__
    print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_next.tb_frame.f_code.co_name, tb.tb_next.tb_lineno, tb.tb_next.tb_next)
    print(tb.tb_next.tb_frame.f_lineno, tb.tb_frame is not None, tb.tb_frame.f_globals["fails"] is fails)
def gen():
    yield 1
    yield 2
g = gen()
print(g.gi_frame.f_lineno, g.gi_code.co_name, next(g), g.gi_frame.f_lineno, list(g), g.gi_frame)
code = gen.__code__
print(code.co_name, code.co_firstlineno, code.co_filename == __file__, code.co_flags & 0x20, code.co_varnames)
def f(a, /, b, *args, c, **kw):
    x = 1
    return lambda: x + a
code = f.__code__
print(code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames[:5], code.co_flags & 0xc)
print(f(1, 2, c=3).__code__.co_freevars, repr(code).startswith("<code object f at 0x"), code.co_qualname, None in code.co_consts)
