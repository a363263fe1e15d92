def run(f):
    try:
        print("result", f())
    except ZeroDivisionError as e:
        print("zero", e)
    except (KeyError, IndexError) as e:
        print("lookup", type(e).__name__, e)
    except Exception as e:
        print("other", type(e).__name__, e)
    else:
        print("else")
    finally:
        print("finally")
run(lambda: 1)
run(lambda: 1 / 0)
run(lambda: {}["k"])
run(lambda: [][0])
run(lambda: int("x"))
try:
    raise ValueError
except ValueError as e:
    print(repr(e), e.args, str(e) == "")
try:
    raise ValueError("a", 1)
except ValueError as e:
    print(e, repr(e), e.args)
    saved = e
try:
    e
except NameError as n:
    print(n)
print(saved.args[0], type(saved).__mro__[1].__name__)
try:
    try:
        raise KeyError("inner")
    except ValueError:
        print("wrong")
except KeyError as e:
    print("outer", e)
try:
    pass
except:
    print("never")
else:
    print("fine")
