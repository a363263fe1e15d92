"""Tables as text: comma-separated values."""

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
           "unix_dialect", "reader", "writer", "DictReader", "DictWriter", "register_dialect", "get_dialect",
           "list_dialects", "unregister_dialect", "field_size_limit"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)


class Error(Exception):
    """A table cannot be read or written."""


class Dialect:
    """How a table is written down."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    escapechar = None
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    skipinitialspace = False
    strict = False


class excel(Dialect):
    """As Excel does."""


class excel_tab(excel):
    """As Excel does, with tabs."""

    delimiter = "\t"


class unix_dialect(Dialect):
    """As Unix programs do: everything in quotes."""

    lineterminator = "\n"
    quoting = QUOTE_ALL


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_limit = 131072


def register_dialect(name, dialect=excel, **fmtparams):
    """Gives a dialect a name."""
    _dialects[name] = _with(dialect, fmtparams)


def unregister_dialect(name):
    """Forgets a name."""
    if _dialects.pop(name, None) is None:
        raise Error("unknown dialect")


def get_dialect(name):
    """The dialect of a name."""
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    """The names."""
    return list(_dialects)


def field_size_limit(new_limit=None):
    """The greatest length of a field."""
    global _limit
    old = _limit
    if new_limit is not None:
        _limit = new_limit
    return old


def _with(dialect, params):
    """A dialect with some of its properties changed."""
    dialect = get_dialect(dialect) if isinstance(dialect, str) else dialect
    made = Dialect()
    for name in ("delimiter", "quotechar", "doublequote", "escapechar", "lineterminator", "quoting", "skipinitialspace",
                 "strict"):
        setattr(made, name, params.pop(name) if name in params else getattr(dialect, name))
    for name in params:
        raise TypeError(f"{name!r} is an invalid keyword argument for this function")
    if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return made


class reader:
    """The rows of a table, as lists of strings."""

    def __init__(self, iterable, dialect="excel", **fmtparams):
        self.dialect = _with(dialect, fmtparams)
        self.line_num = 0
        self._lines = iter(iterable)

    def __iter__(self):
        return self

    def __next__(self):
        d, row = self.dialect, []
        field, state, quoted = [], "start", False

        def end_field():
            nonlocal field, quoted
            text = "".join(field)
            if len(text) > _limit:
                raise Error(f"field larger than field limit ({_limit})")
            row.append(float(text) if d.quoting == QUOTE_NONNUMERIC and not quoted else text)
            field, quoted = [], False

        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state == "start" and not row:
                    raise
                if state in ("quoted", "escaped") and d.strict:
                    raise Error("unexpected end of data") from None
                end_field()
                return row
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            self.line_num += 1
            for char in line:
                if state == "escaped":
                    field.append(char)
                    state = "field"
                elif state == "quoted":
                    if char == d.escapechar:
                        state = "escaped"
                    elif char != d.quotechar:
                        field.append(char)
                    else:
                        state = "closing" if d.doublequote else "field"
                elif state == "closing" and char == d.quotechar:
                    field.append(char)
                    state = "quoted"
                elif char == d.delimiter:
                    end_field()
                    state = "next"
                elif char in "\r\n":
                    break
                elif char == d.escapechar:
                    state = "escaped"
                elif char == d.quotechar and state in ("start", "next") and d.quoting != QUOTE_NONE:
                    quoted = True
                    state = "quoted"
                elif state == "closing" and d.strict:
                    raise Error(f"{d.delimiter!r} expected after {d.quotechar!r}")
                elif not (char == " " and d.skipinitialspace and state in ("start", "next")):
                    field.append(char)
                    state = "field"
            if state in ("quoted", "escaped"):
                continue
            if state != "start":
                end_field()
            return row


class writer:
    """Writes rows to a file."""

    def __init__(self, fileobj, dialect="excel", **fmtparams):
        self.dialect = _with(dialect, fmtparams)
        self._write = fileobj.write

    def writerow(self, row):
        """Writes a row."""
        try:
            fields = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        d = self.dialect
        shown = [self._field(field, len(fields) == 1) for field in fields]
        return self._write(d.delimiter.join(shown) + d.lineterminator)

    def writerows(self, rows):
        """Writes rows."""
        for row in rows:
            self.writerow(row)

    def _field(self, field, alone):
        d = self.dialect
        text = "" if field is None else str(field)
        special = any(char in text for char in (d.delimiter, d.quotechar or d.delimiter, "\r", "\n")) or (
            d.escapechar is not None and d.escapechar in text)
        if d.quoting == QUOTE_NONE:
            if special and d.escapechar is None:
                raise Error("need to escape, but no escapechar set")
            for char in (d.escapechar, d.delimiter, d.quotechar, "\r", "\n"):
                if char and d.escapechar:
                    text = text.replace(char, d.escapechar + char)
            return text
        if not (special or d.quoting == QUOTE_ALL or alone and not text
                or d.quoting == QUOTE_NONNUMERIC and not isinstance(field, (int, float))):
            return text
        if d.escapechar is not None:
            text = text.replace(d.escapechar, d.escapechar * 2)
        inner = d.quotechar * 2 if d.doublequote else (d.escapechar or "") + d.quotechar
        return d.quotechar + text.replace(d.quotechar, inner) + d.quotechar


class DictReader:
    """The rows of a table, as dicts by the names in its first row."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = None if fieldnames is None else list(fieldnames)
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        return self._fieldnames

    @property
    def line_num(self):
        return self.reader.line_num

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        found = dict(zip(names, row))
        if len(row) > len(names):
            found[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            found[name] = self.restval
        return found


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.fieldnames, self.restval, self.extrasaction = list(fieldnames), restval, extrasaction.lower()
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        """Writes the names."""
        return self.writer.writerow(self.fieldnames)

    def writerow(self, rowdict):
        """Writes a row."""
        if self.extrasaction == "raise":
            wrong = [name for name in rowdict if name not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(map(repr, wrong)))
        return self.writer.writerow([rowdict.get(name, self.restval) for name in self.fieldnames])

    def writerows(self, rowdicts):
        """Writes rows."""
        for row in rowdicts:
            self.writerow(row)
