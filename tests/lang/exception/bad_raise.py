for bad in (5, "text", None, object(), int, ValueError("fine"), KeyError):
    try:
        raise bad
    except TypeError as e:
        print(e)
    except Exception as e:
        print("raised", repr(e))
class Meta(Exception):
    def __new__(cls, *a): return 5
try: raise Meta
except TypeError as e: print(str(e).startswith("calling"))
try:
    try: 1 / 0
    except "not a class": print("never")
except TypeError as e: print(e)
try:
    try: raise ValueError
    except (KeyError, 5): pass
except TypeError as e: print(e)
try:
    raise ValueError(1 / 0)
except ZeroDivisionError as e: print("args first", e)
class Fails(Exception):
    def __init__(self): raise KeyError("in init")
try: raise Fails
except KeyError as e: print(e)
