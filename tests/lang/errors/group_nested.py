def check(value):
    if value < 0:
        raise ValueError(f"negative: {value}")

errors = []
for value in (1, -2, -3):
    try:
        check(value)
    except ValueError as error:
        error.add_note(f"while checking {value}")
        errors.append(error)
try:
    1 / 0
except ZeroDivisionError as cause:
    errors.append(ExceptionGroup("inner", [KeyError("k"), OSError(2, "gone")]))
    raise ExceptionGroup("several checks failed", errors) from cause
