"""Tools for the `with` statement."""

import sys
from abc import ABC, abstractmethod

__all__ = ["AbstractContextManager", "ContextDecorator", "ExitStack", "chdir", "closing", "contextmanager", "nullcontext",
           "redirect_stderr", "redirect_stdout", "suppress"]


class AbstractContextManager(ABC):
    """What `with` accepts. Classes with both methods count as its subclasses."""

    __slots__ = ()

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, other):
        if cls is AbstractContextManager:
            found = [getattr(other, name, None) is not None for name in ("__enter__", "__exit__")]
            return all(found) or NotImplemented
        return NotImplemented


def _named_as(func):
    """Makes a function look like another one that it stands for."""

    def decorate(wrapper):
        for name in ("__module__", "__name__", "__qualname__", "__doc__"):
            if hasattr(func, name):
                setattr(wrapper, name, getattr(func, name))
        wrapper.__wrapped__ = func
        return wrapper

    return decorate


class ContextDecorator:
    """Base of context managers that are decorators too: the function then runs inside them."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_named_as(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    """What a function decorated with @contextmanager returns."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        self.__doc__ = getattr(func, "__doc__", None)

    def _recreate_cm(self):
        # A generator runs once; a decorated function may be called often.
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            self._refuse("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as stop:
            # Unless the very exception of the block was a StopIteration that passed through.
            return stop is not value
        except RuntimeError as raised:
            # A StopIteration that leaves a generator becomes the cause of a RuntimeError.
            own = isinstance(value, StopIteration) and raised.__cause__ is value
            if raised is value or own:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as raised:
            if raised is not value:
                raise
            raised.__traceback__ = traceback
            return False
        self._refuse("generator didn't stop after throw()")

    def _refuse(self, message):
        try:
            raise RuntimeError(message)
        finally:
            self.gen.close()


def contextmanager(func):
    """Makes a generator function, which yields once, a maker of context managers."""

    @_named_as(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return helper


class closing(AbstractContextManager):
    """Closes something at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class nullcontext(AbstractContextManager):
    """Does nothing."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc_info):
        pass


class suppress(AbstractContextManager):
    """Ends the block quietly at one of these exceptions."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Sends sys.stdout to another file, for all threads."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Sends sys.stderr to another file, for all threads."""

    _stream = "stderr"


class chdir(AbstractContextManager):
    """Works in another folder, with all threads."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os

        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os

        os.chdir(self._old_cwd.pop())


class ExitStack(AbstractContextManager):
    """Context managers and functions that the end of the block leaves and calls, the last one first."""

    def __init__(self):
        self._exits = []

    def pop_all(self):
        """Hands all of them over to a new stack."""
        stack = type(self)()
        stack._exits, self._exits = self._exits, []
        return stack

    def push(self, exit):
        """Adds something with __exit__, or a function that takes what __exit__ does."""
        method = getattr(type(exit), "__exit__", None)
        self._exits.append(exit if method is None else lambda *details: method(exit, *details))
        return exit

    def enter_context(self, cm):
        """Enters a context manager now and leaves it at the end."""
        cls = type(cm)
        if not (hasattr(cls, "__enter__") and hasattr(cls, "__exit__")):
            message = f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol"
            raise TypeError(message) from None
        result = cls.__enter__(cm)
        self._exits.append(lambda *details: cls.__exit__(cm, *details))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Adds a function to call."""

        def call(exc_type, exc, tb):
            callback(*args, **kwds)

        call.__wrapped__ = callback
        self._exits.append(call)
        return callback

    def close(self):
        """Ends it at once."""
        self.__exit__(None, None, None)

    def __exit__(self, *exc_details):
        outer = sys.exception()
        current = first = exc_details[1]
        failed = False
        while self._exits:
            exit = self._exits.pop()
            try:
                details = (None,) * 3 if current is None else (type(current), current, current.__traceback__)
                if exit(*details):
                    current, failed = None, False
            except BaseException as raised:
                _chain(raised, current, outer)
                current, failed = raised, True
        if failed:
            context = current.__context__
            try:
                raise current
            finally:
                # As nested `with` statements would have set it.
                current.__context__ = context
        return first is not None and current is None


def _chain(raised, before, outer):
    """What was raised while `before` was on its way has it at the end of its contexts."""
    while raised is not before:
        context = raised.__context__
        if context is None or context is outer:
            raised.__context__ = before
            return
        raised = context
