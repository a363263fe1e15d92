class AppError(Exception):
    """Base."""
class NotFound(AppError):
    def __init__(self, what, code=404):
        super().__init__(f"{what} not found", code)
        self.what, self.code = what, code
    def __str__(self): return f"[{self.code}] {self.what}"
class NoSuper(Exception):
    def __init__(self, x): self.x = x
try: raise NotFound("page")
except AppError as e: print(e, repr(e), e.args, e.what, e.code, isinstance(e, Exception))
try: raise NoSuper(7)
except NoSuper as e: print(e.x, e.args, str(e), repr(e))
class Silly(AppError): pass
for E in (NotFound, Silly, AppError):
    try:
        raise E("thing")
    except NotFound as e: print("nf", e)
    except AppError as e: print("app", type(e).__name__, e)
e = Silly("a")
e.extra = 5
print(e.extra, vars(e), Silly.__doc__, AppError.__doc__)
class Multi(KeyError, ValueError): pass
try: raise Multi("m")
except ValueError as e: print(isinstance(e, LookupError), e, repr(e))
class Key(KeyError):
    def __str__(self): return "custom"
print(str(Key("a")), str(KeyError("a")), str(KeyError("a", "b")), str(KeyError()), str(ValueError("a")), str(LookupError("a")))
