"""JSON read and written. What is plain is done by `_json` in one go; whatever calls back a script's functions is done here."""

import _json

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]


class JSONDecodeError(ValueError):
    """The text is no JSON: what is wrong, and where."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


JSONDecodeError.__module__ = "json.decoder"


class JSONDecoder:
    """How JSON is read: the hooks are called with what was read, and their answers take its place."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook = object_hook, object_pairs_hook
        self.parse_float, self.parse_int, self.parse_constant = parse_float, parse_int, parse_constant
        self.strict = strict

    def decode(self, s):
        """The value that all of the text stands for."""
        return self._scan(s, 0, True)[0]

    def raw_decode(self, s, idx=0):
        """The value that begins at a place of the text, and where it ends."""
        return self._scan(s, idx, False)

    def _scan(self, s, idx, whole):
        value, end = _json.scan(s, idx, whole, bool(self.strict), self.object_hook, self.object_pairs_hook,
                                self.parse_float, self.parse_int, self.parse_constant)
        if end < 0:
            raise JSONDecodeError(value, s, -1 - end) from None
        return value, end


class JSONEncoder:
    """How values are written as JSON. A subclass may say in default() what stands for an object that JSON does not know."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What stands for an object that JSON does not know."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The text."""
        indent = self.indent if self.indent is None or isinstance(self.indent, str) else " " * self.indent
        text = _json.write(o, bool(self.ensure_ascii), bool(self.allow_nan), bool(self.sort_keys), self.item_separator,
                           self.key_separator, indent)
        if text is None:
            pieces = []
            self._write(o, pieces.append, indent, "\n", {} if self.check_circular else None)
            text = "".join(pieces)
        return text

    def iterencode(self, o, _one_shot=False):
        """The text in pieces."""
        return iter([self.encode(o)])

    def _write(self, o, write, indent, line, open_containers):
        """Hands the pieces of a value's text to `write`. `line` begins a line at its level."""
        text = self._scalar(o)
        if text is not None:
            write(text)
            return
        if open_containers is not None:
            if id(o) in open_containers:
                raise ValueError("Circular reference detected")
            open_containers[id(o)] = o
        if isinstance(o, (list, tuple)):
            self._write_items(o, write, indent, line, open_containers)
        elif isinstance(o, dict):
            self._write_pairs(o, write, indent, line, open_containers)
        else:
            self._write(self.default(o), write, indent, line, open_containers)
        if open_containers is not None:
            del open_containers[id(o)]

    def _scalar(self, o):
        if isinstance(o, str):
            return _json.quote(o, bool(self.ensure_ascii))
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _float(self, o):
        if o - o == 0:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError(f"Out of range float values are not JSON compliant: {o!r}")
        return "NaN" if o != o else "Infinity" if o > 0 else "-Infinity"

    def _write_items(self, o, write, indent, line, open_containers):
        if not o:
            write("[]")
            return
        inner = line if indent is None else line + indent
        start = "[" if indent is None else "[" + inner
        separator = self.item_separator if indent is None else self.item_separator + inner
        for item in o:
            write(start)
            start = separator
            self._write(item, write, indent, inner, open_containers)
        write("]" if indent is None else line + "]")

    def _write_pairs(self, o, write, indent, line, open_containers):
        if not o:
            write("{}")
            return
        inner = line if indent is None else line + indent
        start = "{" if indent is None else "{" + inner
        separator = self.item_separator if indent is None else self.item_separator + inner
        first = start
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            if not isinstance(key, str):
                text = None if isinstance(key, (list, tuple, dict)) else self._scalar(key)
                if text is None:
                    if self.skipkeys:
                        continue
                    raise TypeError("keys must be str, int, float, bool or None, "
                                    f"not {key.__class__.__name__}")
                key = text
            write(start)
            start = separator
            write(_json.quote(key, bool(self.ensure_ascii)))
            write(self.key_separator)
            self._write(value, write, indent, inner, open_containers)
        write(first + "}" if start is first else "}" if indent is None else line + "}")


_decoder = JSONDecoder()


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    """The value as JSON."""
    encoder = JSONEncoder if cls is None else cls
    return encoder(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
                   indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
         separators=None, default=None, sort_keys=False, **kw):
    """Writes the value as JSON to a file."""
    fp.write(dumps(obj, skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
                   allow_nan=allow_nan, cls=cls, indent=indent, separators=separators, default=default,
                   sort_keys=sort_keys, **kw))


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
          object_pairs_hook=None, **kw):
    """The value that a text (or bytes in UTF-8, -16 or -32) stands for."""
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = s.decode(detect_encoding(s))
    else:
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    hooks = {"object_hook": object_hook, "object_pairs_hook": object_pairs_hook, "parse_float": parse_float,
             "parse_int": parse_int, "parse_constant": parse_constant}
    hooks = {name: hook for name, hook in hooks.items() if hook is not None}
    if cls is None and not hooks and not kw:
        return _decoder.decode(s)
    return (JSONDecoder if cls is None else cls)(**hooks, **kw).decode(s)


def load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
         object_pairs_hook=None, **kw):
    """The value that a file's contents stand for."""
    return loads(fp.read(), cls=cls, object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
                 parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw)


def detect_encoding(b):
    """The encoding of bytes, by their first ones: JSON begins with two ASCII characters."""
    for mark, encoding in (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (
            b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"):
        if b.startswith(mark):
            return encoding
    zeros = [byte == 0 for byte in b[:4]]
    if zeros[:1] == [True]:
        return "utf-16-be" if zeros[1:2] == [False] else "utf-32-be"
    if zeros[1:2] == [True]:
        return "utf-32-le" if zeros[2:4] == [True, True] else "utf-16-le"
    return "utf-8"
