# except*: clauses share out the parts of a group; what is left, and what clauses raise, goes on.
def show(function):
    try:
        print("returned", function())
    except BaseExceptionGroup as group:
        def tree(e):
            return f"{type(e).__name__}({e.message!r}, [{', '.join(map(tree, e.exceptions))}])" if isinstance(e, BaseExceptionGroup) else repr(e)
        print(tree(group), "context", repr(group.__context__))
    except BaseException as error:
        print(repr(error), "cause", repr(error.__cause__), "context", type(error.__context__).__name__)

def raise_group(*more):
    raise ExceptionGroup("eg", [ValueError(1), TypeError(2), ExceptionGroup("in", [OSError(3), ValueError(4)]), *more])

def all_handled():
    got = []
    try: raise_group()
    except* ValueError as e: got.append(e.exceptions)
    except* (TypeError, OSError) as e: got.append(e.exceptions)
    else: got.append("else")
    finally: got.append("finally")
    return got
show(all_handled)

def some_left():
    try: raise_group(KeyError(9))
    except* ValueError as e: print("values", len(e.exceptions))
show(some_left)

def nothing_raised():
    result = []
    try: pass
    except* ValueError: result.append("no")
    else: result.append("else")
    return result
show(nothing_raised)

def naked():
    try: raise ValueError("naked")
    except* ValueError as e: print(repr(e))
    return "done"
show(naked)

def naked_unmatched():
    try: raise KeyError("other")
    except* ValueError: print("no")
show(naked_unmatched)

def raised_again():
    try: raise_group()
    except* ValueError: raise
    except* TypeError: pass
show(raised_again)

def raised_anew():
    try: raise_group()
    except* ValueError as e: raise LookupError("new")
    except* TypeError as e: raise ArithmeticError("other") from e
show(raised_anew)

def raised_one():
    try: raise ExceptionGroup("one", [ValueError(1)])
    except* ValueError as e: raise LookupError("new")
show(raised_one)

def raised_from_naked():
    try: raise ValueError(1)
    except* ValueError as e: raise LookupError("new") from None
show(raised_from_naked)

def wrong_class():
    try: raise_group()
    except* ExceptionGroup: pass
show(wrong_class)
def no_class():
    try: raise_group()
    except* 5: pass
show(no_class)

def nested_try():
    try:
        try: raise_group()
        except* TypeError: print("inner")
    except* ValueError as e: print("outer", e.exceptions)
show(nested_try)

def in_loop():
    out = []
    for n in range(3):
        try:
            if n: raise ExceptionGroup("loop", [ValueError(n)])
            out.append("fine")
        except* ValueError as e:
            out.append(e.exceptions[0].args)
    try: e
    except UnboundLocalError as error: out.append(str(error)[:30])
    return out
show(in_loop)

import sys
def current():
    try: raise_group()
    except* ValueError as e: print(sys.exception() is e)
    except* Exception as e: print(sys.exception() is e, len(e.exceptions))
    return sys.exception()
show(current)
def base():
    try: raise BaseExceptionGroup("b", [KeyboardInterrupt("k"), ValueError(1)])
    except* ValueError: print("value")
show(base)
