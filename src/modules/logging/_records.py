"""What is logged: levels, records, filters, and the formatters that make text of a record."""

import os
import sys
import threading
import time

_start = time.time_ns()

# ----- levels -----

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
_levels = {name: level for level, name in _names.items()} | {"FATAL": FATAL, "WARN": WARN}


def getLevelNamesMapping():
    """The levels by name."""
    return _levels.copy()


def getLevelName(level):
    """The name of a level, or the level of a name."""
    found = _names.get(level)
    if found is None:
        found = _levels.get(level)
    return f"Level {level}" if found is None else found


def addLevelName(level, levelName):
    """Gives a level a name."""
    _names[level] = levelName
    _levels[levelName] = level


def check_level(level):
    """The number of a level that is given by number or by name."""
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError(f"Level not an integer or a valid string: {level!r}")
    if level not in _levels:
        raise ValueError(f"Unknown level: {level!r}")
    return _levels[level]


# ----- records -----


class LogRecord:
    """Something that was logged."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        now = time.time_ns()
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]  # for "%(key)s"
        self.name = name
        self.msg = msg
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        self.filename = os.path.basename(pathname)
        self.module = self.filename.rsplit(".", 1)[0]
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = now / 1e9
        self.msecs = now % 1_000_000_000 // 1_000_000 + 0.0
        self.relativeCreated = (now - _start) / 1e6
        self.thread = threading.get_ident()
        self.threadName = threading.current_thread().name
        self.processName = "MainProcess"
        self.process = os.getpid()
        self.taskName = None

    def getMessage(self):
        """The message with its arguments."""
        message = str(self.msg)
        return message % self.args if self.args else message

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'


_factory = LogRecord


def setLogRecordFactory(factory):
    """Has another class make the records."""
    global _factory
    _factory = factory


def getLogRecordFactory():
    """What makes the records."""
    return _factory


def makeLogRecord(dict):
    """A record with these attributes."""
    record = _factory(None, None, "", 0, "", (), None, None)
    for name, value in dict.items():
        setattr(record, name, value)
    return record


# ----- filters -----


class Filter:
    """Lets the records of a logger and of those below it through."""

    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


class Filterer:
    """What has filters."""

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        """The record, or one that a filter put in its place; False if a filter is against it."""
        for filter in self.filters:
            result = filter.filter(record) if hasattr(filter, "filter") else filter(record)
            if not result:
                return False
            if isinstance(result, LogRecord):
                record = result
        return record


# ----- styles -----


class PercentStyle:
    """Formats as `%(message)s`."""

    default_format = "%(message)s"
    asctime_format = "%(asctime)s"
    asctime_search = "%(asctime)"

    def __init__(self, fmt, *, defaults=None):
        self._fmt = fmt or self.default_format
        self._defaults = defaults

    def usesTime(self):
        return self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        for piece in self._fmt.split("%(")[1:]:
            name, closed, rest = piece.partition(")")
            if closed and rest.lstrip("#0+ -*.123456789")[:1] in tuple("diouxefgcrsa%"):
                return
        raise ValueError(f"Invalid format '{self._fmt}' for '{self.default_format[0]}' style")

    def format(self, record):
        values = record.__dict__ if self._defaults is None else self._defaults | record.__dict__
        try:
            return self._format(values)
        except KeyError as missing:
            raise ValueError(f"Formatting field not found in record: {missing}")

    def _format(self, values):
        return self._fmt % values


class StrFormatStyle(PercentStyle):
    """Formats as `{message}`."""

    default_format = "{message}"
    asctime_format = "{asctime}"
    asctime_search = "{asctime"

    def validate(self):
        text = self._fmt.replace("{{", "").replace("}}", "")
        if text.count("{") != text.count("}"):
            try:
                text.format()
            except (ValueError, LookupError) as error:
                raise ValueError(f"invalid format: {error}")
        fields = [piece.partition("}")[0] for piece in text.split("{")[1:]]
        if not fields:
            raise ValueError("invalid format: no fields")
        for field in fields:
            name, _, spec = field.partition(":")
            name, marked, conversion = name.partition("!")
            if not name.replace(".", "").replace("[", "").replace("]", "").isidentifier():
                raise ValueError(f"invalid format: invalid field name/expression: {name!r}")
            if marked and conversion not in ("r", "s", "a"):
                raise ValueError(f"invalid format: invalid conversion: {conversion!r}")

    def _format(self, values):
        return self._fmt.format(**values)


class StringTemplateStyle(PercentStyle):
    """Formats as `$message` and `${message}`."""

    default_format = "${message}"
    asctime_format = asctime_search = "${asctime}"

    def usesTime(self):
        return "$asctime" in self._fmt or self.asctime_format in self._fmt

    def validate(self):
        names = [name for text, name in self._pieces() if name is not None]
        if "" in names:
            raise ValueError("invalid format: bare '$' not allowed")
        if not names:
            raise ValueError("invalid format: no fields")

    def _format(self, values):
        return "".join(text if name is None else str(values[name]) for text, name in self._pieces())

    def _pieces(self):
        """The parts of the format: each a text and None, or "" and the name of a field ("" for a bare $)."""
        text, *rest = self._fmt.replace("$$", "\0").split("$")
        yield text.replace("\0", "$"), None
        for piece in rest:
            if piece.startswith("{") and "}" in piece:
                name, _, text = piece[1:].partition("}")
            else:
                end = 0
                while piece[: end + 1].isidentifier() and end < len(piece):
                    end += 1
                name, text = piece[:end], piece[end:]
            yield "", name
            yield text.replace("\0", "$"), None


BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
STYLES = {
    "%": (PercentStyle, BASIC_FORMAT),
    "{": (StrFormatStyle, "{levelname}:{name}:{message}"),
    "$": (StringTemplateStyle, "${levelname}:${name}:${message}"),
}


def style_of(style):
    """The class and the basic format of a style."""
    if style not in STYLES:
        raise ValueError(f"Style must be one of: {','.join(STYLES)}")
    return STYLES[style]


# ----- formatters -----


class Formatter:
    """Makes text of a record."""

    converter = time.localtime
    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        self._style = style_of(style)[0](fmt, defaults=defaults)
        if validate:
            self._style.validate()
        self._fmt = self._style._fmt
        self.datefmt = datefmt

    def formatTime(self, record, datefmt=None):
        """When the record was made."""
        # Not by self.converter: a function of a class would become a method.
        converter = self.__dict__.get("converter") or type(self).converter
        when = converter(record.created)
        if datefmt:
            return time.strftime(datefmt, when)
        text = time.strftime(self.default_time_format, when)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, ei):
        """The exception of a record with its traceback."""
        return sys._exception_text(ei[1]).removesuffix("\n")

    def formatStack(self, stack_info):
        return stack_info

    def usesTime(self):
        return self._style.usesTime()

    def formatMessage(self, record):
        return self._style.format(record)

    def format(self, record):
        """The text of a record, with that of its exception."""
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        for more in (record.exc_text, record.stack_info and self.formatStack(record.stack_info)):
            if more:
                text = f"{text.removesuffix('\n')}\n{more}"
        return text


class BufferingFormatter:
    """Makes text of several records."""

    def __init__(self, linefmt=None):
        self.linefmt = linefmt or default_formatter

    def formatHeader(self, records):
        return ""

    def formatFooter(self, records):
        return ""

    def format(self, records):
        if not records:
            return ""
        return "".join([self.formatHeader(records), *map(self.linefmt.format, records), self.formatFooter(records)])


default_formatter = Formatter()
