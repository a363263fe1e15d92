# Generators as context managers and as decorators.
from contextlib import AbstractContextManager, ContextDecorator, contextmanager


@contextmanager
def tag(name):
    "The doc."
    print("<", name)
    try:
        yield name.upper()
    finally:
        print(">", name)


def attempt(function):
    try:
        print("returned", function())
    except BaseException as error:
        print(type(error).__name__, error, type(error.__cause__).__name__, type(error.__context__).__name__)


with tag("a") as value:
    print(value)
try:
    with tag("b"):
        raise ValueError("in b")
except ValueError as error:
    print("got", error)
print(tag.__name__, tag.__doc__, isinstance(tag("c"), AbstractContextManager))


@tag("decorator")
def decorated(value):
    print("in decorated", value)
    return value


print(decorated(1), decorated(2), decorated.__name__)


@contextmanager
def swallow(*kinds):
    try:
        yield
    except kinds as error:
        print("swallowed", repr(error))


with swallow(KeyError):
    raise KeyError("k")


@contextmanager
def yields(times):
    for _ in range(times):
        try:
            yield
        except ValueError:
            pass


@contextmanager
def replaces():
    try:
        yield
    except ValueError as error:
        raise TypeError("replaced") from error


def run(manager, raised=None):
    def block():
        with manager:
            if raised:
                raise raised
        return "after"

    return block


attempt(run(yields(0)))
attempt(run(yields(1)))
attempt(run(yields(2)))
attempt(run(yields(1), ValueError("v")))
attempt(run(yields(2), ValueError("v")))
attempt(run(tag("stop"), StopIteration("s")))
attempt(run(tag("runtime"), RuntimeError("r")))
attempt(run(replaces(), ValueError("v")))
attempt(run(swallow(KeyError), ValueError("v")))


class Around(ContextDecorator):
    def __enter__(self):
        print("in")
        return self

    def __exit__(self, *details):
        print("out", details[0])


@Around()
def around():
    print("between")


around()


class Quiet(AbstractContextManager):
    def __exit__(self, *details):
        return True


with Quiet() as quiet:
    raise ValueError
print(type(quiet).__name__, issubclass(Around, AbstractContextManager), issubclass(int, AbstractContextManager))
attempt(AbstractContextManager)


def generator():
    with tag("generator"):
        yield 1
        yield 2


iterator = generator()
print(next(iterator))
iterator.close()
