"""Tracebacks as text and as lists of entries. The text itself is written where uncaught exceptions are."""

import sys

_NOTHING = object()


class FrameSummary:
    """One entry of a traceback: file, line, function, and the text that is printed for it."""

    __slots__ = ("filename", "lineno", "name", "line", "end_lineno", "colno", "end_colno", "locals", "_text")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None, _text=None):
        self.filename, self.lineno, self.name, self.line = filename, lineno, name, line
        self.end_lineno, self.colno, self.end_colno = end_lineno, colno, end_colno
        self.locals = None if locals is None else {key: repr(value) for key, value in locals.items()}
        self._text = _text

    def __eq__(self, other):
        if isinstance(other, (FrameSummary, tuple)):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def _format(self):
        if self._text is not None:
            return self._text
        text = f'  File "{self.filename}", line {self.lineno}, in {self.name}\n'
        if self.line:
            text += f"    {self.line.strip()}\n"
        return text


class StackSummary(list):
    """A list of entries."""

    @classmethod
    def extract(cls, frames, *, limit=None, lookup_lines=True, capture_locals=False):
        return cls(_limited([_summary(frame, line) for frame, line in frames], limit))

    @classmethod
    def from_list(cls, entries):
        return cls(entry if isinstance(entry, FrameSummary) else FrameSummary(*entry[:3], line=entry[3]) for entry in entries)

    def format(self):
        return _counted([(entry.filename, entry.lineno, entry.name, entry._format()) for entry in self])

    def format_frame_summary(self, entry):
        return entry._format()


def _counted(entries):
    """The texts of entries; of a line that comes more than three times in a row the further times are only counted."""
    texts, last, times = [], None, 0

    def count():
        if times > 3:
            texts.append(f"  [Previous line repeated {times - 3} more time{'s' if times > 4 else ''}]\n")

    for *place, text in entries:
        if place != last:
            count()
            last, times = place, 0
        times += 1
        if times <= 3:
            texts.append(text)
    count()
    return texts


def _limited(entries, limit):
    """The first entries, or the last ones if the limit is negative."""
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None:
            limit = -max(limit, 0) or 0
    if limit is None:
        return entries
    return entries[:limit] if limit >= 0 else entries[limit:]


def _summary(frame, line):
    code = frame.f_code
    text, source = _entry(code, line)
    return FrameSummary(code.co_filename, line, code.co_name, line=source, _text=text)


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(frame):
    if frame is None:
        frame = sys._getframe(1)
    while frame is not None:
        yield frame, frame.f_lineno
        frame = frame.f_back


def extract_tb(tb, limit=None):
    return StackSummary(_limited([FrameSummary(*place, line=line, _text=text) for *place, line, text in _entries(tb)], limit))


def extract_stack(f=None, limit=None):
    frames = list(walk_stack(sys._getframe(1) if f is None else f))
    if limit is not None and limit >= 0:
        frames = frames[:limit]
    elif limit is not None:
        frames = frames[limit:]
    return StackSummary(_summary(*frame) for frame in reversed(frames))


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def format_stack(f=None, limit=None):
    return format_list(extract_stack(sys._getframe(1) if f is None else f, limit))


def _given(exc, value, tb, function):
    """The exception and its traceback, from an exception alone or from the three parts of sys.exc_info()."""
    if (value is _NOTHING) != (tb is _NOTHING):
        raise ValueError("Both or neither of value and tb must be given")
    if value is _NOTHING:
        if exc is None:
            return None, None
        if not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc, exc.__traceback__
    return value, tb


def format_exception_only(exc, /, value=_NOTHING, *, show_group=False):
    if value is _NOTHING:
        value = exc
    if value is None:
        return ["NoneType: None\n"]
    return _exception_only(value)


def format_exception(exc, /, value=_NOTHING, tb=_NOTHING, limit=None, chain=True):
    value, tb = _given(exc, value, tb, "format_exception")
    if value is None:
        return ["NoneType: None\n"]
    return TracebackException(type(value), value, tb, limit=limit)._lines(chain)


def print_exception(exc, /, value=_NOTHING, tb=_NOTHING, limit=None, file=None, chain=True):
    _print(format_exception(exc, value, tb, limit, chain), file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_exc"):
        raise ValueError("no last exception")
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)


def print_tb(tb, limit=None, file=None):
    _print(format_tb(tb, limit), file)


def print_list(extracted_list, file=None):
    _print(format_list(extracted_list), file)


def print_stack(f=None, limit=None, file=None):
    _print(format_stack(sys._getframe(1) if f is None else f, limit), file)


def _print(lines, file):
    print("".join(lines), file=sys.stderr if file is None else file, end="")


def clear_frames(tb):
    for frame, _ in walk_tb(tb):
        frame.clear()


class TracebackException:
    """An exception's text, to be kept without the exception's frames."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False,
                 max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        seen = _seen or set()
        seen.add(id(exc_value))
        self.exc_type = exc_type
        self.exc_type_str = exc_type.__qualname__
        self._str = str(exc_value)
        self.stack = extract_tb(exc_traceback, limit)
        self._has_stack = exc_traceback is not None
        self._only = _exception_only(exc_value)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__suppress_context__ = exc_value.__suppress_context__

        def linked(other):
            if other is None or id(other) in seen:
                return None
            return TracebackException(type(other), other, other.__traceback__, limit=limit, _seen=seen)

        self.__cause__ = linked(exc_value.__cause__)
        self.__context__ = linked(exc_value.__context__)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [linked(member) for member in exc_value.exceptions]
        # The text of a whole group has margins, which are drawn where uncaught exceptions are printed.
        whole = self.exceptions is not None and limit is None
        self._whole = {chain: _format(exc_value, chain) for chain in (True, False)} if whole else None

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0):
        return iter(self._only)

    def format(self, *, chain=True, _ctx=None):
        yield from self._lines(chain)

    def _lines(self, chain):
        if self._whole is not None:
            return self._whole[chain].splitlines(True)
        lines = []
        if chain and self.__cause__ is not None:
            lines += self.__cause__._lines(chain)
            lines.append("\nThe above exception was the direct cause of the following exception:\n\n")
        elif chain and self.__context__ is not None and not self.__suppress_context__:
            lines += self.__context__._lines(chain)
            lines.append("\nDuring handling of the above exception, another exception occurred:\n\n")
        if self._has_stack:
            lines.append("Traceback (most recent call last):\n")
            lines += self.stack.format()
        return lines + self._only

    def print(self, *, file=None, chain=True):
        _print(self.format(chain=chain), file)
