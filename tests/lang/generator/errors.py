def g():
    yield 1
    raise ValueError("inside")
it = g()
print(next(it))
try: next(it)
except ValueError as e: print(e)
print(next(it, "dead after an error"))
def stop():
    yield 1
    raise StopIteration("leaked")
try: list(stop())
except RuntimeError as e: print(e, repr(e.__cause__))
def nested():
    yield next(iter([]))
try: list(nested())
except RuntimeError as e: print(e)
def self_run():
    yield next(me)
me = self_run()
try: next(me)
except ValueError as e: print(e)
def noyield(): return 1
try: next(noyield())
except TypeError as e: print(e)
try: next(5)
except TypeError as e: print(e)
try: len(g())
except TypeError as e: print(e)
try: g()[0]
except TypeError as e: print(e)
try: g().send()
except TypeError as e: print(e)
print(g.__name__, g().__name__, g().gi_running, g().gi_frame is not None, bool(g()))
gen = (1 / x for x in (1, 0, 2))
print(next(gen))
try: next(gen)
except ZeroDivisionError as e: print(e, list(gen))
