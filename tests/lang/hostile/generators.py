def g():
    try:
        while True:
            try: yield 1
            except ValueError: yield "ve"
    finally: log.append("closed")
log = []
a = g(); next(a); a.throw(ValueError); a.close()
print(log)
def recursive():
    yield 1
    yield from r
r = recursive()
print(next(r))
try: next(r)
except ValueError as e: print(e)
def closes_itself():
    me.close()
    yield 1
me = closes_itself()
try: next(me)
except ValueError as e: print(e)
def returns_in_finally():
    try: yield 1
    finally: return 5
x = returns_in_finally(); next(x)
try: x.throw(KeyError("lost"))
except StopIteration as e: print("stop", e.value)
def many():
    for i in range(3):
        try: yield i
        finally: log.append(i)
log = []
for v in many():
    if v == 1: break
del v
print(log[:1])
gens = [many() for _ in range(100)]
for x in gens: next(x)
for x in gens: x.close()
print(len(log) >= 101)
def throw_types():
    while True:
        try: yield
        except Exception as e: got.append(repr(e))
got = []
t = throw_types(); next(t)
t.throw(ValueError); t.throw(ValueError("v"))
print(got)
for bad in (5, "x", int):
    try: t.throw(bad)
    except TypeError as e: print(e)
