"""Dates, times and spans: made, shown, computed with."""

from datetime import datetime, date, time, timedelta, timezone, tzinfo, UTC
import datetime as dtm


def tr(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)


d = datetime(2024, 2, 29, 13, 5, 9, 1234); print(d, repr(d), d.date(), d.time(), d.isoformat(), d.isoformat(' ', 'minutes'), d.isoformat(timespec='milliseconds'))
print(repr(d.date()), repr(d.time()), d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.ctime(), d.timetuple())
print(d + timedelta(days=1, hours=2), d - timedelta(weeks=1), d - datetime(2024, 1, 1), d.replace(year=2023, day=1), date(2024, 3, 1) - date(2024, 2, 1))
print(timedelta(1.5), timedelta(hours=-1), repr(timedelta(hours=-1)), timedelta(days=2, seconds=5).total_seconds(), timedelta(seconds=3661, microseconds=5), repr(timedelta()), timedelta(milliseconds=1.5), repr(timedelta(0.1)), timedelta(days=-1))
print(timedelta(hours=1) * 2.5, timedelta(hours=1) / 3, timedelta(hours=5) // timedelta(hours=2), timedelta(hours=5) % timedelta(hours=2), timedelta(hours=5) / timedelta(hours=2), -timedelta(1), abs(timedelta(-1)), timedelta(1) > timedelta(hours=3), divmod(timedelta(hours=5), timedelta(hours=2)), sum([timedelta(1), timedelta(2)], timedelta()))
print(d.strftime('%Y-%m-%d %H:%M:%S.%f %a %A %b %B %p %I %j %y %% %w %U %z|%Z|'), f'{d:%d/%m/%Y}', d.strftime('%c %x %X'), date(2024, 1, 2).strftime('%A %d'), time(3, 4).strftime('%H.%M'))
for y in (1, 1900, 2000, 2023, 2024, 9999):
    for m, dd in ((1, 1), (2, 28), (3, 1), (12, 31)):
        x = date(y, m, dd); assert date.fromordinal(x.toordinal()) == x; print(x.toordinal(), x.isocalendar()[1], end=' ')
