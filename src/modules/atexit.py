"""Functions that are called when the script and all threads that are no daemons have ended, the last one first."""

from sys import _complain

_functions = []  # each with its arguments


def register(*args, **kwargs):
    """Has func(*args, **kwargs) called at the end. Returns func, so it can be used as a decorator."""
    if not args:
        raise TypeError("register() takes at least 1 argument (0 given)")
    if not callable(args[0]):
        raise TypeError("the first argument must be callable")
    _functions.append((args[0], args[1:], kwargs))
    return args[0]


def unregister(func, /):
    """Forgets a function, however often it was registered."""
    _functions[:] = [entry for entry in _functions if not entry[0] == func]


def _run_exitfuncs():
    while _functions:
        func, args, kwargs = _functions.pop()
        try:
            func(*args, **kwargs)
        except BaseException as exception:
            _complain(f"Exception ignored in atexit callback {func!r}:", exception)


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)
