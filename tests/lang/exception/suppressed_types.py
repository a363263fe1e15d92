def classify(f):
    try: f()
    except ArithmeticError as e: return "arith", type(e).__name__
    except LookupError as e: return "lookup", type(e).__name__
    except (TypeError, ValueError) as e: return "type/value", type(e).__name__
    except OSError as e: return "os", type(e).__name__
    except BaseException as e: return "base", type(e).__name__
def sysexit(): raise SystemExit(1)
def kbd(): raise KeyboardInterrupt
def genexit(): raise GeneratorExit
for f in (lambda: 1 % 0, lambda: 2.0 ** 10000, lambda: [][1], lambda: {}[1], lambda: int([]), lambda: int("z"), lambda: open("/nope"), sysexit, kbd, genexit, lambda: undefined, lambda: "a".x):
    print(classify(f))
kinds = (KeyError, IndexError)
try: [][0]
except kinds as e: print("tuple variable", e)
def pick(): return ValueError
try: int("q")
except pick() as e: print("computed", e)
