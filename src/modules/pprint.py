"""Objects printed over several lines where one is too short."""

import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Prints an object."""
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """Prints an object, dicts in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """The text that pprint prints."""
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def saferepr(object):
    """The repr, with objects that contain themselves marked."""
    return PrettyPrinter()._repr(object, set(), 0)


def isreadable(object):
    """Whether eval could read the text."""
    text = saferepr(object)
    return "<Recursion on " not in text and not (text.startswith("<") and text.endswith(">"))


def isrecursive(object):
    """Whether the object contains itself."""
    return "<Recursion on " in saferepr(object)


class _Key:
    """Sorts what does not compare by its type's name and its address."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _pair_key(pair):
    return _Key(pair[0]), _Key(pair[1])


class PrettyPrinter:
    """How objects are printed."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth, self._indent, self._width, self._stream = depth, indent, width, stream
        self._compact, self._sort_dicts, self._underscore_numbers = compact, sort_dicts, underscore_numbers

    def pprint(self, object):
        stream = sys.stdout if self._stream is None else self._stream
        stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        done = []
        self._format(object, done, 0, 0, set(), 0)
        return "".join(done)

    def format(self, object, context, maxlevels, level):
        """The text of an object on one line, whether eval could read it, and whether it contains itself."""
        text = self._repr(object, set(), level)
        return text, not text.startswith("<"), "<Recursion on " in text

    def _format(self, object, done, indent, allowance, context, level):
        """Appends the text of an object that starts in column `indent`; `allowance` columns stay free after its last line."""
        key = id(object)
        if key in context:
            done.append(_recursion(object))
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            show = self._printers.get(type(object).__repr__)
            if show is not None or _shown_by_fields(object):
                context.add(key)
                (show or PrettyPrinter._dataclass)(self, object, done, indent, allowance, context, level + 1)
                context.discard(key)
                return
        done.append(text)

    def _dict(self, object, done, indent, allowance, context, level):
        done.append("{" + " " * (self._indent - 1))
        items = sorted(object.items(), key=_pair_key) if self._sort_dicts else list(object.items())
        indent += self._indent
        for at, (key, value) in enumerate(items):
            last = at == len(items) - 1
            shown = self._repr(key, context, level)
            done.append(shown + ": ")
            self._format(value, done, indent + len(shown) + 2, allowance + 1 if last else 1, context, level)
            if not last:
                done.append(",\n" + " " * indent)
        done.append("}")

    def _list(self, object, done, indent, allowance, context, level):
        done.append("[")
        self._items(object, done, indent, allowance + 1, context, level)
        done.append("]")

    def _tuple(self, object, done, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        done.append("(")
        self._items(object, done, indent, allowance + len(end), context, level)
        done.append(end)

    def _set(self, object, done, indent, allowance, context, level):
        name = type(object).__name__
        start, end = ("{", "}") if type(object) is set else (name + "({", "})")
        indent += len(start) - 1
        done.append(start)
        self._items(sorted(object, key=_Key), done, indent, allowance + len(end), context, level)
        done.append(end)

    def _items(self, items, done, indent, allowance, context, level):
        indent += self._indent
        if self._indent > 1:
            done.append(" " * (self._indent - 1))
        separator = ",\n" + " " * indent
        delimiter = ""
        room = width = self._width - indent + 1
        items = list(items)
        for at, item in enumerate(items):
            last = at == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                if width < len(text) + 2:
                    width = room
                    delimiter = delimiter and separator
                if width >= len(text) + 2:
                    width -= len(text) + 2
                    done.append(delimiter + text)
                    delimiter = ", "
                    continue
            done.append(delimiter)
            delimiter = separator
            self._format(item, done, indent, allowance if last else 1, context, level)

    def _str(self, object, done, indent, allowance, context, level):
        chunks = []
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = width = self._width - indent
        for at, line in enumerate(lines):
            text = repr(line)
            if at == len(lines) - 1:
                width -= allowance
            if len(text) <= width:
                chunks.append(text)
                continue
            parts = _words(line)
            limit, current = room, ""
            for number, part in enumerate(parts):
                candidate = current + part
                if number == len(parts) - 1 and at == len(lines) - 1:
                    limit -= allowance
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            done.append(chunks[0])
            return
        text = ("\n" + " " * indent).join(chunks)
        done.append(f"({text})" if level == 1 else text)

    def _dataclass(self, object, done, indent, allowance, context, level):
        name = type(object).__name__
        indent += len(name) + 1
        shown = [each.name for each in object.__dataclass_fields__.values() if each.repr]
        done.append(name + "(")
        for at, field in enumerate(shown):
            last = at == len(shown) - 1
            done.append(field + "=")
            self._format(getattr(object, field), done, indent + len(field) + 1, allowance + 1 if last else 1, context, level)
            if not last:
                done.append(",\n" + " " * indent)
        done.append(")")

    _printers = {dict.__repr__: _dict, list.__repr__: _list, tuple.__repr__: _tuple, set.__repr__: _set,
                 frozenset.__repr__: _set, str.__repr__: _str}

    def _repr(self, object, context, level):
        """The text on one line."""
        kind = type(object).__repr__
        if kind is int.__repr__ and self._underscore_numbers:
            return f"{object:_d}"
        if kind is dict.__repr__:
            brackets, items = "{}", object
        elif kind is list.__repr__:
            brackets, items = "[]", object
        elif kind is tuple.__repr__:
            brackets, items = "()", object
        else:
            return repr(object)
        if not items:
            return brackets
        if self._depth is not None and level >= self._depth:
            comma = "," if brackets == "()" and len(object) == 1 else ""
            return f"{brackets[0]}...{comma}{brackets[1]}"
        key = id(object)
        if key in context:
            return _recursion(object)
        context.add(key)
        if brackets == "{}":
            pairs = sorted(object.items(), key=_pair_key) if self._sort_dicts else object.items()
            shown = [f"{self._repr(name, context, level + 1)}: {self._repr(value, context, level + 1)}"
                     for name, value in pairs]
        else:
            shown = [self._repr(item, context, level + 1) for item in object]
            if brackets == "()" and len(shown) == 1:
                shown[0] += ","
        context.discard(key)
        return brackets[0] + ", ".join(shown) + brackets[1]


def _shown_by_fields(object):
    """Whether it is an instance of a dataclass that is shown as dataclasses are."""
    params = type(object).__dict__.get("__dataclass_params__")
    return params is not None and params.repr


def _words(line):
    """A line's words with the spaces that follow them."""
    parts, start = [], 0
    while start < len(line):
        end = start
        while end < len(line) and not line[end].isspace():
            end += 1
        while end < len(line) and line[end].isspace():
            end += 1
        parts.append(line[start:end])
        start = end
    return parts


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"
