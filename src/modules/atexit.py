"""Functions that are called when the script and all threads that are no daemons have ended, the last one first."""

from sys import _unraisable

_functions = []  # each with its arguments; None where one was forgotten


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
    for index, entry in enumerate(_functions):
        if entry is not None and entry[0] == func:
            _functions[index] = None


def _run_exitfuncs():
    # What these functions register is not called any more.
    for index in range(len(_functions) - 1, -1, -1):
        entry = _functions[index]
        if entry is not None:
            func, args, kwargs = entry
            try:
                func(*args, **kwargs)
            except BaseException as exception:
                traceback = exception.__traceback__.tb_next  # without this function
                _unraisable(f"Exception ignored in atexit callback {func!r}:", exception.with_traceback(traceback))
    _functions.clear()


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)
