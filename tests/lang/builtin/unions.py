# int | str: tests of classes, comparison, display.
Number = int | float
print(Number, int | None, None | int, int | str | int, Number | None, list[int] | None, dict[str, int] | int)
print(isinstance(1, Number), isinstance("a", Number), isinstance(None, int | None), issubclass(bool, Number), issubclass(str, Number))
print(int | str == str | int, hash(int | str) == hash(str | int), (int | str).__args__, int | int, type(Number).__name__)
print(list[int | str], isinstance([1], (str, list | tuple)), Number != int)
class A: pass
class B(A): pass
print(A | None, isinstance(B(), int | A), issubclass(B, A | int))
def f(x: int | None = None, *, y: "A | B" = 3) -> str | bytes: pass
print(f.__annotations__)
match 5:
    case int() | str(): print("matched")
for expression in ("int | 5", "5 | int", "int | 'A'", "isinstance(1, list[int])", "isinstance([1], list[int] | int)", "issubclass(list, list[int])", "isinstance(1, 1 | 2)", "int[3]", "A[int]"):
    try: print(eval(expression))
    except TypeError as error: print(expression, "->", error)
