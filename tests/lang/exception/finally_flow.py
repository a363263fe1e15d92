def ret():
    try: return "try"
    finally: print("finally before return")
def override():
    try: return "try"
    finally: return "finally"
def swallow():
    try: 1 / 0
    finally: return "swallowed"
def loop():
    out = []
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            out.append(i)
        finally:
            out.append(f"f{i}")
    return out
def nested():
    log = []
    try:
        try:
            try: raise ValueError(1)
            finally: log.append("a")
        finally: log.append("b")
    except ValueError as e: log.append(e.args)
    finally: log.append("c")
    return log
def value():
    x = 1
    try: return x
    finally: x = 2
def mutable():
    x = [1]
    try: return x
    finally: x.append(2)
def brk():
    while True:
        try: return "never"
        finally: break
    return "after break"
def cont():
    for i in range(3):
        try: 1 / 0
        finally: continue
    return i
def raise_in_finally():
    try:
        try: raise ValueError("first")
        finally: raise KeyError("second")
    except KeyError as e: return repr(e), repr(e.__context__)
for f in (ret, override, swallow, loop, nested, value, mutable, brk, cont, raise_in_finally):
    print(f.__name__, f())
