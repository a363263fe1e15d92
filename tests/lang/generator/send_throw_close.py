def echo():
    got = None
    while True:
        try:
            got = yield got
        except ValueError as e:
            got = f"caught {e}"
        except GeneratorExit:
            print("closing")
            raise
        finally:
            pass
g = echo()
try: g.send(1)
except TypeError as e: print(e)
print(next(g), g.send(5), g.throw(ValueError("v")), g.send(6))
try: g.throw(KeyError("k"))
except KeyError as e: print("through", e)
print(next(g, "finished"))
g = echo(); next(g)
print(g.close(), g.close(), next(g, "closed"))
def stubborn():
    try: yield 1
    except GeneratorExit: yield 2
g = stubborn(); next(g)
try: g.close()
except RuntimeError as e: print(e)
def ret():
    try: yield 1
    except GeneratorExit: return "value"
g = ret(); next(g)
print(g.close())
g = echo()
try: g.throw(ValueError("before start"))
except ValueError as e: print(e)
print(list(g))
g = (x for x in range(3))
next(g); g.close()
print(list(g))
def fin():
    try: yield 1
    finally: print("cleanup")
for v in fin(): break
g = fin(); next(g); g.close()
try: echo().throw(5)
except TypeError as e: print(e)
