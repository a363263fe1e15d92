"""Dates, times of day, and the spans between them."""

import time as _time

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"]

MINYEAR = 1
MAXYEAR = 9999
_MAX_ORDINAL = 3652059
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FULL_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


# ----- the calendar: days are counted from 0001-01-01, which is day 1 -----

def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    if month == 2 and _is_leap(year):
        return 29
    return (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _to_ordinal(year, month, day):
    before = year - 1
    return (before * 365 + before // 4 - before // 100 + before // 400 + _DAYS_BEFORE_MONTH[month]
            + (month > 2 and _is_leap(year)) + day)


def _from_ordinal(ordinal):
    days = ordinal - 1
    cycles, days = divmod(days, 146097)
    centuries = min(days // 36524, 3)
    days -= centuries * 36524
    fours, days = divmod(days, 1461)
    years = min(days // 365, 3)
    days -= years * 365
    year = cycles * 400 + centuries * 100 + fours * 4 + years + 1
    month = min(days // 29 + 1, 12)
    while _DAYS_BEFORE_MONTH[month] + (month > 2 and _is_leap(year)) > days:
        month -= 1
    return year, month, days - _DAYS_BEFORE_MONTH[month] - (month > 2 and _is_leap(year)) + 1


def _first_iso_monday(year):
    """The ordinal of the Monday of the week that has the year's first Thursday."""
    first = _to_ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _integer(value):
    if isinstance(value, int):
        return value
    if hasattr(value, "__index__"):
        return value.__index__()
    raise TypeError(f"{type(value).__name__!r} object cannot be interpreted as an integer")


def _check_date(year, month, day):
    year, month, day = _integer(year), _integer(month), _integer(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")


def _check_time(hour, minute, second, microsecond, tz, fold):
    if not 0 <= _integer(hour) <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= _integer(minute) <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= _integer(second) <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= _integer(microsecond) <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type {type(tz).__name__!r}")


def _time_text(hour, minute, second, microsecond, timespec):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    layouts = {"hours": "{:02d}", "minutes": "{:02d}:{:02d}", "seconds": "{:02d}:{:02d}:{:02d}",
               "milliseconds": "{:02d}:{:02d}:{:02d}.{:03d}", "microseconds": "{:02d}:{:02d}:{:02d}.{:06d}"}
    if timespec not in layouts:
        raise ValueError("Unknown timespec value")
    part = microsecond // 1000 if timespec == "milliseconds" else microsecond
    return layouts[timespec].format(hour, minute, second, part)


def _offset_text(offset, separator=":"):
    """+HH:MM, with seconds if there are some."""
    if offset is None:
        return ""
    sign = "-" if offset.days < 0 else "+"
    offset = abs(offset)
    hours, rest = divmod(offset, timedelta(hours=1))
    minutes, rest = divmod(rest, timedelta(minutes=1))
    text = f"{sign}{hours:02d}{separator}{minutes:02d}"
    if rest:
        text += f"{separator}{rest.seconds:02d}"
        if rest.microseconds:
            text += f".{rest.microseconds:06d}"
    return text


def _strftime(value, format, timetuple):
    """Replaces what only this module knows; the rest is for time.strftime."""
    done, at = [], 0
    while at < len(format):
        if format[at] != "%" or at + 1 == len(format):
            done.append(format[at])
            at += 1
            continue
        letter = format[at + 1]
        at += 2
        if letter == "f":
            done.append(f"{getattr(value, 'microsecond', 0):06d}")
        elif letter == "z":
            done.append(_offset_text(value.utcoffset(), "") if hasattr(value, "utcoffset") else "")
        elif letter == ":" and format.startswith("z", at):
            done.append(_offset_text(value.utcoffset()) if hasattr(value, "utcoffset") else "")
            at += 1
        elif letter == "Z":
            done.append(((value.tzname() or "") if hasattr(value, "tzname") else "").replace("%", "%%"))
        else:
            done.append("%" + letter)
    return _time.strftime("".join(done), timetuple)


# ----- spans -----

class timedelta:
    """A span of time: days, and seconds and microseconds that are never negative."""

    __slots__ = ("_days", "_seconds", "_microseconds")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        whole, rest = 0, 0.0
        for name, value, factor in (
                ("days", days, 86400000000), ("seconds", seconds, 1000000), ("microseconds", microseconds, 1),
                ("milliseconds", milliseconds, 1000), ("minutes", minutes, 60000000), ("hours", hours, 3600000000),
                ("weeks", weeks, 604800000000)):
            if isinstance(value, int):
                whole += value * factor
            elif isinstance(value, float):
                if value - value != 0:
                    kind = "infinity" if value == value else "NaN"
                    error = OverflowError if value == value else ValueError
                    raise error(f"cannot convert float {kind} to integer")
                integral = int(value)
                whole += integral * factor
                rest += (value - integral) * factor
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if rest:
            integral = int(rest)
            whole += integral
            rest -= integral
            # To the nearest, and half-way to the even one.
            whole += round(rest + whole % 2) - whole % 2
        return cls._make(whole)

    @classmethod
    def _make(cls, microseconds):
        seconds, microseconds = divmod(microseconds, 1000000)
        days, seconds = divmod(seconds, 86400)
        if not -999999999 <= days <= 999999999:
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        self = object.__new__(cls)
        self._days, self._seconds, self._microseconds = days, seconds, microseconds
        return self

    @property
    def days(self):
        return self._days

    @property
    def seconds(self):
        return self._seconds

    @property
    def microseconds(self):
        return self._microseconds

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def total_seconds(self):
        return self._total() / 1000000

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (
            ("days", self._days), ("seconds", self._seconds), ("microseconds", self._microseconds)) if value]
        return f"{_name(type(self))}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
        return f"{text}.{self._microseconds:06d}" if self._microseconds else text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._make(self._total() + other._total())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._make(self._total() - other._total())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._make(other._total() - self._total())
        return NotImplemented

    def __neg__(self):
        return timedelta._make(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._make(self._total() * other)
        if isinstance(other, float):
            over, under = other.as_integer_ratio()
            return timedelta._make(_nearest(self._total() * over, under))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return timedelta._make(self._total() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._make(_nearest(self._total(), other))
        if isinstance(other, float):
            over, under = other.as_integer_ratio()
            return timedelta._make(_nearest(self._total() * under, over))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._make(self._total() % other._total())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            quotient, rest = divmod(self._total(), other._total())
            return quotient, timedelta._make(rest)
        return NotImplemented

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._total() != 0

    def __reduce__(self):
        return type(self), (self._days, self._seconds, self._microseconds)


def _nearest(over, under):
    """The quotient of two integers to the nearest integer, half-way to the even one."""
    if under < 0:
        over, under = -over, -under
    quotient, rest = divmod(over, under)
    return quotient + (2 * rest > under or 2 * rest == under and quotient % 2)


def _name(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(microseconds=1)
_ZERO = timedelta(0)
_DAY = timedelta(1)


# ----- zones -----

class tzinfo:
    """A base for zones: how far a time is from UTC."""

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        """The local time of a time that is given in UTC."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime instance, not " + type(dt).__name__)
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        summer = dt.dst()
        if summer is None:
            raise ValueError("fromutc: non-None dst() result required")
        standard = offset - summer
        if standard:
            dt += standard
            summer = dt.dst()
        return dt + summer


class timezone(tzinfo):
    """A zone at a fixed distance from UTC."""

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not -_DAY < offset < _DAY:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             f"timedelta(hours=24), not {offset!r}.")
        if name is None and not offset and "utc" in timezone.__dict__:
            return timezone.utc
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" if not self._offset else "UTC" + _offset_text(self._offset)

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"{_name(type(self))}({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def __reduce__(self):
        return type(self), (self._offset,) if self._name is None else (self._offset, self._name)


UTC = timezone.utc = timezone(_ZERO)
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


# ----- dates -----

class date:
    """A day of the Gregorian calendar."""

    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year, month, day):
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        return cls(*_time.localtime(timestamp)[:3])

    @classmethod
    def fromordinal(cls, ordinal, /):
        if not 1 <= ordinal <= _MAX_ORDINAL:
            raise ValueError("ordinal must be >= 1" if ordinal < 1 else f"year {ordinal // 365} is out of range")
        return cls(*_from_ordinal(ordinal))

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        found = _parse_date(date_string)
        if found is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*found)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f"year {year} is out of range")
        weeks = (_first_iso_monday(year + 1) - _first_iso_monday(year)) // 7
        if not 1 <= week <= weeks:
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        return cls.fromordinal(_first_iso_monday(year) + (week - 1) * 7 + day - 1)

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def toordinal(self):
        return _to_ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        ordinal, year = self.toordinal(), self._year
        if ordinal < _first_iso_monday(year):
            year -= 1
        elif ordinal >= _first_iso_monday(year + 1):
            year += 1
        return IsoCalendarDate((year, (ordinal - _first_iso_monday(year)) // 7 + 1, self.isoweekday()))

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def ctime(self):
        return f"{_DAYS[self.weekday()]} {_MONTHS[self._month - 1]} {self._day:2d} 00:00:00 {self._year:04d}"

    def timetuple(self):
        return self._timetuple(0, 0, 0, -1)

    def _timetuple(self, hour, minute, second, summer):
        day_of_year = self.toordinal() - _to_ordinal(self._year, 1, 1) + 1
        return _time.struct_time((self._year, self._month, self._day, hour, minute, second, self.weekday(), day_of_year,
                                  summer))

    def strftime(self, format):
        return _strftime(self, format, self.timetuple())

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    __replace__ = replace

    def __repr__(self):
        return f"{_name(type(self))}({self._year}, {self._month}, {self._day})"

    def __str__(self):
        return self.isoformat()

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        ordinal = self.toordinal() + other._days
        if not 1 <= ordinal <= _MAX_ORDINAL:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(ordinal)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other._days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _key(self, other):
        """What compares with the other's key; None if it is no plain date as well."""
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._year, self._month, self._day
        return None

    def __eq__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else key == other._key(self)

    def __lt__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else key < other._key(self)

    def __le__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else key <= other._key(self)

    def __gt__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else key > other._key(self)

    def __ge__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else key >= other._key(self)

    def __hash__(self):
        return hash((self._year, self._month, self._day))

    def __reduce__(self):
        return type(self), (self._year, self._month, self._day)


class IsoCalendarDate(tuple):
    """Year, week and day of the week."""

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)


# ----- times of day -----

class time:
    """A time of day, with or without a zone."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond, tzinfo, fold)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    @classmethod
    def fromisoformat(cls, time_string, /):
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        found = _parse_time(time_string.removeprefix("T"))
        if found is None:
            raise ValueError(f"Invalid isoformat string: {time_string!r}")
        return cls(*found)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def isoformat(self, timespec="auto"):
        return _time_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(
            self.utcoffset())

    def strftime(self, format):
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def __repr__(self):
        return f"{_name(type(self))}({_time_arguments(self)}{_zone_argument(self)})"

    def __str__(self):
        return self.isoformat()

    def _key(self):
        """Microseconds since midnight, of UTC if there is a zone."""
        total = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        offset = self.utcoffset()
        return (offset is None, total if offset is None else total - offset._total())

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented

    def _ordered(self, other):
        ours, theirs = self._key(), other._key()
        if ours[0] != theirs[0]:
            raise TypeError("can't compare offset-naive and offset-aware times")
        return ours[1] - theirs[1]

    def __lt__(self, other):
        return self._ordered(other) < 0 if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._ordered(other) <= 0 if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._ordered(other) > 0 if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._ordered(other) >= 0 if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return type(self), (self._hour, self._minute, self._second, self._microsecond, self._tzinfo)


def _time_arguments(value):
    """Hour and minute, and second and microsecond if need be, as a repr shows them."""
    shown = f"{value.hour}, {value.minute}"
    if value.second or value.microsecond:
        shown += f", {value.second}"
    return shown + (f", {value.microsecond}" if value.microsecond else "")


def _zone_argument(value):
    shown = "" if value.tzinfo is None else f", tzinfo={value.tzinfo!r}"
    return shown + (", fold=1" if value.fold else "")


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
_time_class = time
_zone_class = tzinfo


# ----- both -----

class datetime(date):
    """A day and a time of day, with or without a zone."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond, tzinfo, fold)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time_ns() // 1000 / 1000000, tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        if tz is not None and not isinstance(tz, _zone_class):
            raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type {type(tz).__name__!r}")
        if tz is not None:
            return tz.fromutc(cls.utcfromtimestamp(timestamp).replace(tzinfo=tz))
        seconds, microsecond = _split_timestamp(timestamp)
        return cls(*_time.localtime(seconds)[:6], microsecond)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        seconds, microsecond = _split_timestamp(timestamp)
        days, seconds = divmod(seconds, 86400)
        minutes, second = divmod(seconds, 60)
        ordinal = days + 719163
        if not 1 <= ordinal <= _MAX_ORDINAL:
            raise ValueError(f"year {1970 + days * 400 // 146097} is out of range")
        return cls(*_from_ordinal(ordinal), minutes // 60, minutes % 60, second, microsecond)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone,
                   fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        day, rest = date_string, ""
        for end in 10, 8, 7:
            # The separator is whatever character stands between the two.
            if len(date_string) > end and _parse_date(date_string[:end]) and date_string[end] not in "-0123456789":
                day, rest = date_string[:end], date_string[end + 1:]
                break
        found, clock = _parse_date(day), _parse_time(rest) if rest else (0, 0, 0, 0, None)
        if found is None or clock is None or day is not date_string and not rest:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*found, *clock)

    @classmethod
    def strptime(cls, date_string, format, /):
        return _strptime(cls, date_string, format)

    def date(self):
        return _date_class(self._year, self._month, self._day)

    def time(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def timetuple(self):
        summer = self.dst()
        summer = -1 if summer is None else int(bool(summer))
        return self._timetuple(self._hour, self._minute, self._second, summer)

    def utctimetuple(self):
        offset = self.utcoffset()
        value = self if offset is None else self - offset
        return value._timetuple(value._hour, value._minute, value._second, 0)

    def timestamp(self):
        if self.utcoffset() is None:
            return _time.mktime((self._year, self._month, self._day, self._hour, self._minute, self._second, -1, -1,
                                 -1)) + self._microsecond / 1000000
        return (self - _EPOCH).total_seconds()

    def astimezone(self, tz=None):
        offset = self.utcoffset()
        if offset is None:
            local = self._local_zone()
            if tz is None:
                return self.replace(tzinfo=local)
            return tz.fromutc((self - local._offset).replace(tzinfo=tz))
        if tz is None:
            tz = (self - offset).replace(tzinfo=UTC)._local_zone()
        if self._tzinfo is tz:
            return self
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def _local_zone(self):
        local = _time.localtime(self.timestamp())
        return timezone(timedelta(seconds=local.tm_gmtoff), local.tm_zone)

    def isoformat(self, sep="T", timespec="auto"):
        return (f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}"
                + _time_text(self._hour, self._minute, self._second, self._microsecond, timespec)
                + _offset_text(self.utcoffset()))

    def ctime(self):
        return (f"{_DAYS[self.weekday()]} {_MONTHS[self._month - 1]} {self._day:2d} "
                f"{self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}")

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day, self._hour if hour is None else hour,
            self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond, self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold)

    __replace__ = replace

    def __repr__(self):
        return (f"{_name(type(self))}({self._year}, {self._month}, {self._day}, {_time_arguments(self)}"
                f"{_zone_argument(self)})")

    def __str__(self):
        return self.isoformat(" ")

    def _total(self):
        """Microseconds since the beginning of the calendar."""
        return ((self.toordinal() * 86400 + (self._hour * 60 + self._minute) * 60 + self._second) * 1000000
                + self._microsecond)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        seconds, microsecond = divmod(self._total() + other._total(), 1000000)
        ordinal, seconds = divmod(seconds, 86400)
        if not 1 <= ordinal <= _MAX_ORDINAL:
            raise OverflowError("date value out of range")
        minutes, second = divmod(seconds, 60)
        return type(self)(*_from_ordinal(ordinal), minutes // 60, minutes % 60, second, microsecond, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        ours, theirs = self.utcoffset(), other.utcoffset()
        if (ours is None) != (theirs is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        span = timedelta._make(self._total() - other._total())
        return span if ours is None or ours == theirs else span + theirs - ours

    def _key(self, other):
        if not isinstance(other, datetime):
            return None
        offset = self.utcoffset()
        return (offset is None, self._total() if offset is None else self._total() - offset._total())

    def _ordered(self, other):
        ours, theirs = self._key(other), other._key(self)
        if ours[0] != theirs[0]:
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return ours[1] - theirs[1]

    def __lt__(self, other):
        return self._ordered(other) < 0 if isinstance(other, datetime) else NotImplemented

    def __le__(self, other):
        return self._ordered(other) <= 0 if isinstance(other, datetime) else NotImplemented

    def __gt__(self, other):
        return self._ordered(other) > 0 if isinstance(other, datetime) else NotImplemented

    def __ge__(self, other):
        return self._ordered(other) >= 0 if isinstance(other, datetime) else NotImplemented

    def __hash__(self):
        return hash(self._key(self))

    def __reduce__(self):
        return type(self), (self._year, self._month, self._day, self._hour, self._minute, self._second,
                            self._microsecond, self._tzinfo)


def _split_timestamp(timestamp):
    """Whole seconds and microseconds, rounded half to even."""
    if isinstance(timestamp, int):
        return timestamp, 0
    if timestamp - timestamp != 0:
        raise ValueError("cannot convert float NaN to integer" if timestamp != timestamp else
                         "cannot convert float infinity to integer")
    over, under = timestamp.as_integer_ratio()
    return divmod(_nearest(over * 1000000, under), 1000000)


_date_class = date
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


# ----- reading -----

def _parse_date(text):
    """Year, month and day of YYYY-MM-DD, YYYYMMDD or YYYY-Www-D; None if it is none of them."""
    digits = text.replace("-", "")
    if not text.isascii():
        return None
    if len(text) in (7, 8, 10) and "W" in text:
        year, week, day = digits[:4], digits[5:7], digits[7:] or "1"
        if digits[4:5] == "W" and (year + week + day).isdigit() and len(digits) in (7, 8):
            made = date.fromisocalendar(int(year), int(week), int(day))
            return made._year, made._month, made._day
        return None
    if len(digits) != 8 or not digits.isdigit() or text not in (digits, f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"):
        return None
    return int(digits[:4]), int(digits[4:6]), int(digits[6:])


def _parse_time(text):
    """Hour, minute, second, microsecond and zone of HH[:MM[:SS[.ffffff]]][+HH:MM]; None if it is not written so."""
    zone = None
    if text.endswith("Z"):
        text, zone = text[:-1], UTC
    else:
        at = max(text.find("+"), text.find("-"))
        if at >= 0:
            sign, offset = text[at], _parse_clock(text[at + 1:])
            text = text[:at]
            if offset is None:
                return None
            span = timedelta(hours=offset[0], minutes=offset[1], seconds=offset[2], microseconds=offset[3])
            zone = timezone(-span if sign == "-" else span)
    clock = _parse_clock(text)
    return None if clock is None else (*clock, zone)


def _parse_clock(text):
    text, mark, fraction = text.replace(",", ".").partition(".")
    parts = text.split(":") if ":" in text else [text[at:at + 2] for at in range(0, len(text), 2)]
    if not 1 <= len(parts) <= 3 or any(len(part) != 2 or not part.isdigit() or not part.isascii() for part in parts):
        return None
    if mark and (len(parts) != 3 or not fraction.isdigit()):
        return None
    return *map(int, parts), *[0] * (3 - len(parts)), int((fraction + "000000")[:6])


def _strptime(cls, text, format):
    """The datetime that a text shows in a format."""
    for argument, value in ("0", text), ("1", format):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {argument} must be str, not {type(value)}")
    format = format.replace("%T", "%H:%M:%S").replace("%R", "%H:%M").replace("%D", "%m/%d/%y").replace(
        "%c", "%a %b %d %H:%M:%S %Y").replace("%x", "%m/%d/%y").replace("%X", "%H:%M:%S").replace("%F", "%Y-%m-%d")
    found, at = {}, 0
    wrong = ValueError(f"time data {text!r} does not match format {format!r}")
    place = 0
    while place < len(format):
        char = format[place]
        place += 1
        if char.isspace():
            while place < len(format) and format[place].isspace():
                place += 1
            start = at
            while at < len(text) and text[at].isspace():
                at += 1
            if at == start:
                raise wrong
        elif char == "%":
            if place == len(format):
                raise ValueError(f"stray % in format {format!r}")
            letter = format[place]
            place += 1
            at = _read_directive(letter, text, at, found, format, wrong)
        elif at < len(text) and text[at].lower() == char.lower():
            at += 1
        else:
            raise wrong
    if at < len(text):
        raise ValueError(f"unconverted data remains: {text[at:]}")
    return _build(cls, found)


def _read_number(text, at, width, low, high, wrong):
    """A number of at most so many digits within bounds: as many digits as fit. Returns it and where it ends."""
    for size in range(width, 0, -1):
        part = text[at:at + size]
        if len(part) == size and part.isdigit() and low <= int(part) <= high:
            return int(part), at + size
    raise wrong


def _read_name(text, at, names, wrong):
    for number, name in sorted(enumerate(names), key=lambda pair: -len(pair[1])):
        if text[at:at + len(name)].lower() == name.lower():
            return number, at + len(name)
    raise wrong


_NUMBERS = {"d": (2, 1, 31), "H": (2, 0, 23), "I": (2, 1, 12), "M": (2, 0, 59), "S": (2, 0, 61), "m": (2, 1, 12),
            "j": (3, 1, 366), "y": (2, 0, 99), "w": (1, 0, 6), "u": (1, 1, 7)}
_NAMES = {"a": _DAYS, "A": _FULL_DAYS, "b": _MONTHS, "B": _FULL_MONTHS, "p": ("AM", "PM")}


def _read_directive(letter, text, at, found, format, wrong):
    if letter == "%":
        if text[at:at + 1] != "%":
            raise wrong
        return at + 1
    if letter in _NUMBERS:
        found[letter], at = _read_number(text, at, *_NUMBERS[letter], wrong)
    elif letter in _NAMES:
        found[letter.lower()], at = _read_name(text, at, _NAMES[letter], wrong)
    elif letter == "Y":
        if not (text[at:at + 4].isdigit() and len(text) >= at + 4):
            raise wrong
        found["Y"], at = int(text[at:at + 4]), at + 4
    elif letter == "f":
        end = at
        while end < len(text) and end - at < 6 and text[end].isdigit():
            end += 1
        if end == at:
            raise wrong
        found["f"], at = int(text[at:end].ljust(6, "0")), end
    elif letter == "z":
        end = at
        if text[at:at + 1] == "Z":
            found["z"], at = _ZERO, at + 1
        else:
            while end < len(text) and (end == at or text[end] in "0123456789:."):
                end += 1
            clock = _parse_clock(text[at + 1:end])
            if text[at:at + 1] not in ("+", "-") or clock is None:
                raise wrong
            span = timedelta(hours=clock[0], minutes=clock[1], seconds=clock[2], microseconds=clock[3])
            found["z"], at = -span if text[at] == "-" else span, end
    elif letter == "Z":
        names = ["UTC", "GMT", *_time.tzname]
        number, at = _read_name(text, at, names, wrong)
        found["Z"] = names[number]
    else:
        raise ValueError(f"{letter!r} is a bad directive in format {format!r}")
    return at


def _build(cls, found):
    year = found.get("Y")
    if year is None and "y" in found:
        year = found["y"] + (1900 if found["y"] > 68 else 2000)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + 12 * found.get("p", 0)
    month, day = found.get("m", found.get("b", 0) + 1), found.get("d", 1)
    if "j" in found and "m" not in found and "b" not in found:
        year, month, day = _from_ordinal(_to_ordinal(1900 if year is None else year, 1, 1) + found["j"] - 1)
    zone = None
    if "z" in found:
        zone = timezone(found["z"], found["Z"]) if "Z" in found else timezone(found["z"])
    return cls(1900 if year is None else year, month, day, hour, found.get("M", 0), found.get("S", 0),
               found.get("f", 0), zone)
