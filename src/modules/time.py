from _structseq import structseq

struct_time = structseq(
    "time.struct_time",
    "tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst tm_zone tm_gmtoff",
    9,
)


def gmtime(seconds=None, /):
    return struct_time(_gmtime(seconds))


def localtime(seconds=None, /):
    return struct_time(_localtime(seconds))


def mktime(date, /):
    return _mktime(date)


def strftime(format, date=None, /):
    if date is None:
        date = localtime()
    zone, offset = getattr(date, "tm_zone", None), getattr(date, "tm_gmtoff", None)
    return _strftime(format, date, zone or tzname[0], offset or 0)


def strptime(string, format="%a %b %d %H:%M:%S %Y", /):
    from datetime import datetime  # which needs this module

    date = datetime.strptime(string, format)
    zone = date.utcoffset()
    offset = None if zone is None else int(zone.total_seconds())
    return struct_time((*date.timetuple()[:8], -1, date.tzname(), offset))


def asctime(date=None, /):
    return strftime("%a %b %e %H:%M:%S %Y", localtime() if date is None else date)


def ctime(seconds=None, /):
    return asctime(localtime(seconds))


def get_clock_info(name, /):
    if name not in ("monotonic", "perf_counter", "process_time", "thread_time", "time"):
        raise ValueError("unknown clock")
    info = _ClockInfo()
    info.implementation = "the clock of gilscope's run"
    info.monotonic, info.adjustable, info.resolution = name != "time", name == "time", 1e-09
    return info


class _ClockInfo:
    def __repr__(self):
        return f"namespace({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


def _zones():
    """Offsets and names of winter and summer time, as they are this year."""
    year = gmtime()[0]
    halves = [localtime(_mktime((year, month, 1, 12, 0, 0, 0, 0, -1))) for month in (1, 7)]
    halves.sort(key=lambda date: date.tm_isdst)
    return halves


_winter, _summer = _zones()
timezone, altzone = -_winter.tm_gmtoff, -_summer.tm_gmtoff
tzname = (_winter.tm_zone, _summer.tm_zone)
daylight = int(_summer.tm_isdst > 0)
