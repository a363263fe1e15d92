"""Warnings: told once for each place, filtered by category, message, module and line.

A filter is a tuple (action, message, category, module, line); the first that fits decides. Patterns of messages and modules are plain
text in which `.*` stands for anything: there are no regular expressions here.
"""

import sys
from sys import _getframe

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
           "catch_warnings", "deprecated"]

_ACTIONS = {"error", "ignore", "always", "default", "module", "once"}

filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}
_version = 1  # of the filters: what a module has already told is forgotten when they change


class WarningMessage:
    """A warning as catch_warnings(record=True) keeps it."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, "
                f"lineno : {self.lineno}, line : {self.line!r}}}")


# ----- warning -----


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Warns of something at the place of the caller, or of so many callers above it."""
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    depth = max(stacklevel, 1)
    try:
        if skip_file_prefixes:
            while _getframe(depth).f_code.co_filename.startswith(skip_file_prefixes):
                depth += 1
        frame = _getframe(depth)
        names, filename, line = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    except ValueError:
        names, filename, line = sys.__dict__, "<sys>", 0
    registry = names.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, line, names.get("__name__", "<string>"), registry, None, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Warns of something at a place."""
    if module is None:
        module = (filename or "<unknown>").removesuffix(".py")
    if registry is None:
        registry = {}
    if registry.get("version") != _version:
        registry.clear()
        registry["version"] = _version
    if isinstance(message, Warning):
        text, category = str(message), message.__class__
    else:
        text, message = message, category(message)
    place = (text, category, lineno)
    if registry.get(place):
        return
    action = _action(text, category, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action != "always":
        told = onceregistry if action == "once" else registry
        key = place if action == "default" else (text, category, 0)
        registry[place] = True
        if key is not place and told.get(key):
            return
        told[key] = True
    _show(WarningMessage(message, category, filename, lineno, source=source))


def _action(text, category, module, lineno):
    """What the filters say about a warning."""
    for action, message_pattern, filter_category, module_pattern, line in filters:
        if (
            issubclass(category, filter_category)
            and line in (0, lineno)
            and _matches(message_pattern, text.lower())
            and _matches(module_pattern, module)
        ):
            if action not in _ACTIONS:
                raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {action!r}")
            return action
    return defaultaction


def _show(warning):
    showwarning(warning.message, warning.category, warning.filename, warning.lineno, warning.file, warning.line)


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Writes a warning to a file, or to sys.stderr. Scripts may put another function here."""
    file = sys.stderr if file is None else file
    if file is not None:
        try:
            file.write(formatwarning(message, category, filename, lineno, line))
        except OSError:
            pass


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning: its place, what it says, the line of source."""
    line = _source_line(filename, lineno) if line is None else line
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return f"{text}  {line.strip()}\n" if line else text


def _source_line(filename, lineno):
    try:
        with open(filename) as file:
            return file.read().splitlines()[lineno - 1]
    except (OSError, ValueError, IndexError):
        return ""


# ----- filters -----


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Puts a filter in front of the others, or behind them."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    _check_line(lineno)
    _add((action, _pattern(message.lower()), category, _pattern(module), lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Puts a filter that asks for no message and no module in front of the others, or behind them."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    _check_line(lineno)
    _add((action, None, category, None, lineno), append)


def _check_line(lineno):
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def _add(entry, append):
    if append:
        if entry not in filters:
            filters.append(entry)
    else:
        if entry in filters:
            filters.remove(entry)
        filters.insert(0, entry)
    _changed()


def resetwarnings():
    """Removes all filters."""
    filters.clear()
    _changed()


def _changed():
    global _version
    _version += 1


def _pattern(pattern):
    if not pattern:
        return None
    literal = pattern.replace(".*", "").replace("\\.", "")
    if any(character in literal for character in "*+?[](){}|^$\\"):
        raise NotImplementedError(f"gilscope has no regular expressions: {pattern!r} may hold plain text and .*")
    return pattern


def _matches(pattern, text):
    """Whether a text begins with what a pattern says."""
    if pattern is None:
        return True
    at = 0
    for number, piece in enumerate(pattern.replace("\\.", ".").split(".*")):
        found = text.find(piece, at)
        if found < 0 or number == 0 and found > 0:
            return False
        at = found + len(piece)
    return True


class catch_warnings:
    """Puts filters and showwarning() back at the end of a block; with record=True its warnings are kept in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._saved = None

    def __repr__(self):
        return f"catch_warnings({'record=True' if self._record else ''})"

    def __enter__(self):
        global filters, showwarning, _show
        if self._saved is not None:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._saved = filters, showwarning, _show
        filters = filters[:]
        _changed()
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            log = []
            _show = log.append
            return log

    def __exit__(self, *exception):
        global filters, showwarning, _show
        if self._saved is None:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters, showwarning, _show = self._saved
        _changed()


class deprecated:
    """Decorator: calling the function, or making an instance of the class, warns."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message, self.category, self.stacklevel = message, category, stacklevel

    def __call__(self, decorated, /):
        message, category, level = self.message, self.category, self.stacklevel + 1
        if category is None:
            decorated.__deprecated__ = message
            return decorated
        if isinstance(decorated, type):
            init = decorated.__init__

            def __init__(self, *args, **kwargs):
                if type(self) is decorated:
                    warn(message, category, level)
                init(self, *args, **kwargs)

            decorated.__init__ = __init__
            decorated.__deprecated__ = message
            return decorated

        def wrapper(*args, **kwargs):
            warn(message, category, level)
            return decorated(*args, **kwargs)

        for name in ("__module__", "__name__", "__qualname__", "__doc__"):
            if hasattr(decorated, name):
                setattr(wrapper, name, getattr(decorated, name))
        wrapper.__wrapped__ = decorated
        wrapper.__deprecated__ = decorated.__deprecated__ = message
        return wrapper
