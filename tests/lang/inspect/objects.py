# What objects are, their members, documentation and source, and the frames that run.
import abc
import inspect


def function(a, b):
    """What it does.

        Indented.
    """
    text = """
not indented"""
    return [
    a, b, text]
def generator():
    yield


class Base(abc.ABC):
    """Doc of Base."""

    @abc.abstractmethod
    def run(self):
        "Runs."
    # a comment

    @property
    def state(self): ...


class Derived(Base):
    def run(self):
        return inspect.stack()[1].function, inspect.currentframe().f_back.f_code.co_name

    @staticmethod
    def helper(): ...


def caller():
    return Derived().run()


tests = [inspect.isfunction, inspect.isclass, inspect.ismethod, inspect.isgeneratorfunction, inspect.isgenerator, inspect.isbuiltin,
         inspect.isabstract, inspect.isroutine, inspect.ismodule, inspect.isframe, inspect.iscode, inspect.isdatadescriptor,
         inspect.iscoroutinefunction]
for value in (function, generator, generator(), Base, Derived, Derived().run, Base.state, len, inspect, inspect.currentframe(),
              function.__code__):
    print(type(value).__name__, [test.__name__ for test in tests if test(value)])

print(repr(inspect.getdoc(function)), inspect.getdoc(Derived), inspect.getdoc(Derived().run), inspect.getdoc(caller))
print([name for name, _ in inspect.getmembers(Derived, inspect.isfunction)])
for value in (function, generator, Base, Base.run, Derived.helper):
    print(inspect.getsource(value))
print(inspect.getsourcelines(caller))
print(caller(), inspect.getmodule(caller).__name__, inspect.getmodulename("/a/b.py"), inspect.getmro(Derived)[:2])
print(inspect.getframeinfo(inspect.currentframe()).code_context)
try:
    function.missing
except AttributeError as error:
    print([frame.function for frame in inspect.getinnerframes(error.__traceback__)], len(inspect.trace()))
