class NoInit(Exception):
    def __init__(self): raise ValueError("in init")
try: raise NoInit
except ValueError as e: print(e)
class BadStr(Exception):
    def __str__(self): raise KeyError("in str")
try: raise BadStr(1)
except BadStr as e:
    try: str(e)
    except KeyError as k: print("str failed", k)
    print(repr(e))
e1, e2 = ValueError(1), ValueError(2)
e1.__context__, e2.__context__ = e2, e1
try: raise e1
except ValueError as e: print(e.__context__ is e2, e2.__context__)
e = ValueError("self")
try: raise e from e
except ValueError as x: print(x.__cause__ is x)
class Eq(Exception):
    def __eq__(self, o): raise RuntimeError("eq")
    __hash__ = None
try:
    try: raise Eq
    finally: print("finally")
except Eq: print("caught by class, not by ==")
def loop():
    for i in range(3):
        try: raise ValueError(i)
        except ValueError as e: kept.append(e)
kept = []
loop()
print([k.args for k in kept], [k.__context__ for k in kept])
class Meta(type):
    def __instancecheck__(cls, o): return True
class Any(Exception, metaclass=Meta): pass
try:
    try: raise KeyError("k")
    except Any: print("wrong: isinstance hooks are not asked")
except KeyError as k: print("right", k)
try: raise ValueError(*range(100))
except ValueError as v: print(len(v.args))
