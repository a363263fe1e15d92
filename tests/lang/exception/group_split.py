# ExceptionGroup: making, nesting, splitting, deriving.
leaf = ValueError(1)
nested = ExceptionGroup("outer", [leaf, TypeError("t"), ExceptionGroup("inner", [KeyError("k"), ValueError(2)])])
print(nested, repr(nested), nested.args[0], len(nested.exceptions), nested.exceptions[0] is leaf)
print(nested.split(ValueError))
print(nested.subgroup((TypeError, KeyError)), nested.subgroup(OSError), nested.split(ExceptionGroup)[0] is nested)
print(nested.subgroup(lambda e: isinstance(e, ValueError) and e.args == (2,)))
match, rest = nested.split(lambda e: isinstance(e, KeyError))
print(repr(match), repr(rest), match.exceptions[0].message)
print(ExceptionGroup.__mro__, BaseExceptionGroup.__bases__, issubclass(ExceptionGroup, Exception), isinstance(nested, BaseExceptionGroup))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for wrong in ("ExceptionGroup()", "ExceptionGroup('m')", "ExceptionGroup('m', [])", "ExceptionGroup('m', [1])", "ExceptionGroup(1, [leaf])",
              "ExceptionGroup('m', 5)", "ExceptionGroup('m', {leaf})", "ExceptionGroup('m', [KeyboardInterrupt()])", "nested.split(5)", "nested.split(int)",
              "Mine('m', [SystemExit()])"):
    class Mine(ExceptionGroup): pass
    try: print(eval(wrong))
    except (TypeError, ValueError) as error: print(wrong, "->", type(error).__name__, error)

class Coded(ExceptionGroup):
    def __new__(cls, message, exceptions, code):
        self = super().__new__(cls, message, exceptions)
        self.code = code
        return self
    def derive(self, exceptions):
        return Coded(self.message, exceptions, self.code)

group = Coded("c", [ValueError(1), TypeError(2)], 7)
part = group.subgroup(ValueError)
print(type(part).__name__, part.code, part, part.exceptions)
group.add_note("a note")
try: raise group from KeyError("cause")
except Coded as caught:
    part = caught.subgroup(TypeError)
    print(part.__notes__, repr(part.__cause__), part.__traceback__ is caught.__traceback__)
try: raise ExceptionGroup("catch me", [OSError("x")])
except Exception as error: print("as Exception", error)
