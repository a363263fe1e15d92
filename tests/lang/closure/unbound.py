def before():
    try:
        print(v)
    except UnboundLocalError as e:
        print(e)
    v = 1
before()
def deleted():
    v = 1
    del v
    try:
        return v
    except UnboundLocalError as e:
        return str(e)
print(deleted())
def free():
    def inner(): return later
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    later = 1
    return inner()
print(free())
def maybe(flag):
    if flag:
        w = 1
    return w
for flag in (True, False):
    try:
        print(maybe(flag))
    except UnboundLocalError as e:
        print(e, isinstance(e, NameError))
def aug():
    counter += 1
counter = 0
try:
    aug()
except UnboundLocalError as e:
    print(e)
def loop():
    for i in []:
        pass
    return i
try:
    loop()
except UnboundLocalError as e:
    print(e)
try:
    undefined_name
except NameError as e:
    print(e, e.name)
def except_var():
    try:
        1 / 0
    except ZeroDivisionError as err:
        pass
    return err
try:
    except_var()
except UnboundLocalError as e:
    print(e)
