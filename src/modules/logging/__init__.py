"""Logging: loggers in a tree, which hand records to the handlers on the way up to the root."""

import atexit
import os
import sys
import threading
from sys import _getframe

from logging import _records
from logging._records import (
    BASIC_FORMAT, CRITICAL, DEBUG, ERROR, FATAL, INFO, NOTSET, WARN, WARNING, BufferingFormatter, Filter, Filterer, Formatter,
    LogRecord, PercentStyle, StrFormatStyle, StringTemplateStyle, addLevelName, getLevelName, getLevelNamesMapping,
    getLogRecordFactory, makeLogRecord, setLogRecordFactory,
)
from logging._handlers import FileHandler, Handler, NullHandler, StreamHandler, getHandlerByName, getHandlerNames, shutdown
from logging import _handlers

__all__ = ["BASIC_FORMAT", "BufferingFormatter", "CRITICAL", "DEBUG", "ERROR", "FATAL", "FileHandler", "Filter", "Formatter", "Handler",
           "INFO", "LogRecord", "Logger", "LoggerAdapter", "NOTSET", "NullHandler", "StreamHandler", "WARN", "WARNING", "addLevelName",
           "basicConfig", "captureWarnings", "critical", "debug", "disable", "error", "exception", "fatal", "getLevelName", "getLogger",
           "getLoggerClass", "info", "log", "makeLogRecord", "setLoggerClass", "shutdown", "warn", "warning", "getLogRecordFactory",
           "setLogRecordFactory", "lastResort", "raiseExceptions", "getLevelNamesMapping", "getHandlerByName", "getHandlerNames"]

raiseExceptions = True
logThreads = logMultiprocessing = logProcesses = logAsyncioTasks = True
lastResort = _handlers.LastResort(WARNING)

_lock = threading.RLock()


class Logger(Filterer):
    """What is logged to. Its name tells its place in the tree."""

    def __init__(self, name, level=NOTSET):
        Filterer.__init__(self)
        self.name = name
        self.level = _records.check_level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        """Logs nothing below this level."""
        self.level = _records.check_level(level)

    def getEffectiveLevel(self):
        """Its own level, or that of the next logger above that has one."""
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        """Whether records of a level would be logged."""
        return not self.disabled and self.manager.disable < level and level >= self.getEffectiveLevel()

    def debug(self, msg, *args, **kwargs):
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **kwargs)

    def info(self, msg, *args, **kwargs):
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        _deprecated("The 'warn' method is deprecated, use 'warning' instead")
        self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """Logs an error with the exception that is being handled."""
        self.error(msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **kwargs)

    def fatal(self, msg, *args, **kwargs):
        self.critical(msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        """Logs at any level."""
        if not isinstance(level, int):
            if raiseExceptions:
                raise TypeError("level must be an integer")
            return
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        path, line, function, stack = self.findCaller(stack_info, stacklevel)
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
        self.handle(self.makeRecord(self.name, level, path, line, msg, args, exc_info, function, extra, stack))

    def findCaller(self, stack_info=False, stacklevel=1):
        """The file, line and function that logs, and the text of the stack if it is wanted."""
        depth = 1
        try:
            while _is_ours(_getframe(depth).f_code) or stacklevel > 1 and (stacklevel := stacklevel - 1):
                depth += 1
            frame = _getframe(depth)
        except ValueError:
            return "(unknown file)", 0, "(unknown function)", None
        stack = _stack_text(depth + 1) if stack_info else None
        return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, stack

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = getLogRecordFactory()(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key, value in (extra or {}).items():
            if key in ("message", "asctime") or key in record.__dict__:
                raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
            setattr(record, key, value)
        return record

    def handle(self, record):
        """Hands a record to the handlers, unless a filter is against it."""
        if self.disabled:
            return
        record = self.filter(record)
        if record:
            self.callHandlers(record)

    def callHandlers(self, record):
        logger, found = self, False
        while logger:
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if found:
            return
        if lastResort:
            if record.levelno >= lastResort.level:
                lastResort.handle(record)
        elif raiseExceptions and not self.manager.emittedNoHandlerWarning:
            sys.stderr.write(f'No handlers could be found for logger "{self.name}"\n')
            self.manager.emittedNoHandlerWarning = True

    def addHandler(self, hdlr):
        with _lock:
            if hdlr not in self.handlers:
                self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        with _lock:
            if hdlr in self.handlers:
                self.handlers.remove(hdlr)

    def hasHandlers(self):
        """Whether somebody would handle its records."""
        logger = self
        while logger:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def getChild(self, suffix):
        """The logger of this name below it."""
        return self.manager.getLogger(suffix if self.root is self else f"{self.name}.{suffix}")

    def getChildren(self):
        """The loggers right below it."""
        depth = 0 if self.root is self else self.name.count(".") + 1
        return {logger for logger in self.manager.loggers() if logger.parent is self and logger.name.count(".") == depth}

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"


class RootLogger(Logger):
    """The top of the tree."""

    def __init__(self, level):
        Logger.__init__(self, "root", level)


class Manager:
    """The loggers by name."""

    def __init__(self, rootnode):
        self.root = rootnode
        self.disable = NOTSET
        self.emittedNoHandlerWarning = False
        self.loggerClass = None
        self.loggerDict = {}

    def getLogger(self, name):
        """The logger of a name: a new one, between those above and below it, if there was none."""
        if not isinstance(name, str):
            raise TypeError("A logger name must be a string")
        with _lock:
            logger = self.loggerDict.get(name)
            if logger is None:
                logger = (self.loggerClass or _logger_class)(name)
                logger.manager = self
                logger.parent = self._above(name)
                for other in self.loggers():
                    if other.name.startswith(name + ".") and not other.parent.name.startswith(name + "."):
                        other.parent = logger
                self.loggerDict[name] = logger
        return logger

    def _above(self, name):
        while "." in name:
            name = name.rpartition(".")[0]
            if name in self.loggerDict:
                return self.loggerDict[name]
        return self.root

    def loggers(self):
        return list(self.loggerDict.values())

    def setLoggerClass(self, klass):
        _check_class(klass)
        self.loggerClass = klass


class LoggerAdapter:
    """A logger that adds something to all that is logged through it."""

    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger, self.extra, self.merge_extra = logger, extra, merge_extra

    def process(self, msg, kwargs):
        """What becomes of a message and its keyword arguments."""
        merged = self.merge_extra and kwargs.get("extra")
        kwargs["extra"] = {**self.extra, **kwargs["extra"]} if merged else self.extra
        return msg, kwargs

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        _deprecated("The 'warn' method is deprecated, use 'warning' instead")
        self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)

    def setLevel(self, level):
        self.logger.setLevel(level)

    def getEffectiveLevel(self):
        return self.logger.getEffectiveLevel()

    def hasHandlers(self):
        return self.logger.hasHandlers()

    @property
    def name(self):
        return self.logger.name

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.logger.name} ({getLevelName(self.getEffectiveLevel())})>"


# ----- the root and what goes to it -----

_logger_class = Logger
root = Logger.root = RootLogger(WARNING)
manager = Logger.manager = Manager(root)


def getLogger(name=None):
    """The logger of a name; the root without one."""
    return root if not name or name == root.name and isinstance(name, str) else manager.getLogger(name)


def getLoggerClass():
    """The class of loggers to come."""
    return _logger_class


def setLoggerClass(klass):
    """Has loggers to come be of a class."""
    global _logger_class
    _check_class(klass)
    _logger_class = klass


def _check_class(klass):
    if not issubclass(klass, Logger):
        raise TypeError(f"logger not derived from logging.Logger: {klass.__name__}")


def basicConfig(*, force=False, encoding=None, errors="backslashreplace", **options):
    """Gives the root a handler, a format and a level, unless it has handlers already."""
    with _lock:
        if force:
            for handler in root.handlers[:]:
                root.removeHandler(handler)
                handler.close()
        if root.handlers:
            return
        handlers = options.pop("handlers", None)
        if handlers is None and "stream" in options and "filename" in options:
            raise ValueError("'stream' and 'filename' should not be specified together")
        if handlers is not None and ("stream" in options or "filename" in options):
            raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
        if handlers is None:
            filename, mode = options.pop("filename", None), options.pop("filemode", "a")
            if filename:
                handlers = [FileHandler(filename, mode, encoding=encoding, errors=errors)]
            else:
                handlers = [StreamHandler(options.pop("stream", None))]
        datefmt, style = options.pop("datefmt", None), options.pop("style", "%")
        _, basic = _records.style_of(style)
        formatter = Formatter(options.pop("format", basic), datefmt, style)
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            root.addHandler(handler)
        level = options.pop("level", None)
        if level is not None:
            root.setLevel(level)
        if options:
            raise ValueError(f"Unrecognised argument(s): {', '.join(options)}")


def debug(msg, *args, **kwargs):
    _ready().debug(msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    _ready().info(msg, *args, **kwargs)


def warning(msg, *args, **kwargs):
    _ready().warning(msg, *args, **kwargs)


def warn(msg, *args, **kwargs):
    _deprecated("The 'warn' function is deprecated, use 'warning' instead")
    warning(msg, *args, **kwargs)


def error(msg, *args, **kwargs):
    _ready().error(msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    error(msg, *args, exc_info=exc_info, **kwargs)


def critical(msg, *args, **kwargs):
    _ready().critical(msg, *args, **kwargs)


def fatal(msg, *args, **kwargs):
    critical(msg, *args, **kwargs)


def log(level, msg, *args, **kwargs):
    _ready().log(level, msg, *args, **kwargs)


def _ready():
    """The root, with a handler."""
    if not root.handlers:
        basicConfig()
    return root


def disable(level=CRITICAL):
    """Logs nothing of this level and below, whatever the loggers say."""
    manager.disable = _records.check_level(level)


_show_warning = None


def captureWarnings(capture):
    """Has warnings logged to the logger `py.warnings`, or shown again."""
    global _show_warning
    import warnings

    if capture and _show_warning is None:
        _show_warning, warnings.showwarning = warnings.showwarning, _log_warning
    elif not capture and _show_warning is not None:
        warnings.showwarning, _show_warning = _show_warning, None


def _log_warning(message, category, filename, lineno, file=None, line=None):
    import warnings

    if file is not None:
        _show_warning(message, category, filename, lineno, file, line)
        return
    logger = getLogger("py.warnings")
    if not logger.handlers:
        logger.addHandler(NullHandler())
    logger.warning("%s", warnings.formatwarning(message, category, filename, lineno, line))


def _deprecated(message):
    import warnings

    warnings.warn(message, DeprecationWarning, stacklevel=3)


def _is_ours(code):
    return code.co_filename.startswith("<bundled logging")


def _stack_text(depth):
    """The frames from the outermost to the one that is `depth` calls away, as text."""
    lines = []
    try:
        while True:
            frame = _getframe(depth)
            lines.append(f'  File "{frame.f_code.co_filename}", line {frame.f_lineno}, in {frame.f_code.co_name}')
            depth += 1
    except ValueError:
        return "\n".join(["Stack (most recent call last):", *reversed(lines)])


atexit.register(shutdown)
