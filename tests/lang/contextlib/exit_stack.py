# Stacks of what is to be done at the end of a block.
from contextlib import ExitStack, contextmanager, suppress


@contextmanager
def tag(name):
    print("<", name)
    try:
        yield name
    finally:
        print(">", name)


with ExitStack() as stack:
    print(stack.enter_context(tag("first")))
    stack.callback(print, "callback", sep="-")

    @stack.callback
    def decorated():
        print("decorated")

    stack.enter_context(tag("second"))
    stack.push(lambda *details: print("pushed", details))
    stack.push(suppress(KeyError))

try:
    with ExitStack() as stack:
        stack.enter_context(5)
except TypeError as error:
    print(error)
with ExitStack() as stack:
    stack.enter_context(suppress(ZeroDivisionError))
    1 / 0
try:
    with ExitStack() as stack:
        stack.callback(print, "called in spite of it")
        stack.callback(lambda: 1 / 0)
        raise KeyError("first")
except ZeroDivisionError as error:
    print(repr(error), repr(error.__context__))
try:
    with ExitStack() as stack:

        @stack.push
        def replace(kind, error, traceback):
            raise ValueError("second") from error

        stack.push(lambda kind, error, traceback: print("sees", repr(error)))
        raise KeyError("first")
except ValueError as error:
    print(repr(error), repr(error.__cause__))
with ExitStack() as stack:
    stack.callback(print, "moved")
    rest = stack.pop_all()
print("after the block")
rest.close()
rest.close()
