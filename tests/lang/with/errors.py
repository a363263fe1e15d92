class NoExit:
    def __enter__(self): return self
class NoEnter:
    def __exit__(self, *a): pass
class EnterFails:
    def __enter__(self): raise RuntimeError("enter failed")
    def __exit__(self, *a): print("never")
class ExitFails:
    def __enter__(self): return self
    def __exit__(self, *a): raise RuntimeError("exit failed")
for c in (NoExit(), NoEnter(), EnterFails(), ExitFails(), 5):
    try:
        with c:
            print("body")
    except Exception as e:
        print(type(e).__name__, e)
try:
    with ExitFails():
        raise ValueError("body failed")
except RuntimeError as e:
    print(e, "| context:", repr(e.__context__))
class Replace:
    def __enter__(self): return self
    def __exit__(self, kind, value, tb):
        raise LookupError("replaced") from value
try:
    with Replace():
        raise ValueError("orig")
except LookupError as e:
    print(repr(e), repr(e.__cause__))
class Truthy:
    def __enter__(self): return 1
    def __exit__(self, *a): return "yes"
with Truthy():
    raise SystemExit(3)
print("still here")
