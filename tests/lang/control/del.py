x = 1
del x
try: x
except NameError as e: print(e)
a = [1, 2, 3, 4, 5]
del a[0], a[-1]
print(a)
del a[:]
print(a)
d = {"a": {"b": 1}}
del d["a"]["b"]
print(d)
class O: y = 5
o = O()
o.x = 1
del o.x
try: o.x
except AttributeError as e: print(e)
try: del o.x
except AttributeError as e: print(e)
try: del o.y
except AttributeError as e: print(e)
del O.y
print(hasattr(O, "y"))
p, q, r = 1, 2, 3
del (p, q), [r]
try: del p
except NameError as e: print(e)
def f():
    v = 1
    del v
    try: del v
    except UnboundLocalError as e: print(e)
f()
try: del [1][5]
except IndexError as e: print(e)
