try:
    int("x")
except ValueError:
    raise LookupError("clean message") from None
