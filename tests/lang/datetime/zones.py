"""Zones, comparison, limits, the present."""

from datetime import datetime, date, time, timedelta, timezone, tzinfo, UTC
import datetime as dtm


def tr(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)


d = datetime(2024, 2, 29, 13, 5, 9, 1234)
u = datetime(2024, 1, 1, 12, tzinfo=timezone.utc); e = timezone(timedelta(hours=-5), 'EST'); p = timezone(timedelta(hours=5, minutes=30))
print(u, repr(u), u.astimezone(e), repr(u.astimezone(e)), u.astimezone(p), u == u.astimezone(p), u.tzname(), p, repr(p), e, UTC, u.timestamp(), datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(1.5, e), u.utcoffset(), u - u.astimezone(p))
tr(lambda: u < d); tr(lambda: u - d); print(u == d); print(date(2024, 1, 1) == datetime(2024, 1, 1), date(2024, 1, 1) < date(2024, 1, 2), hash(date(2024, 1, 1)) == hash(date(2024, 1, 1)))
tr(lambda: timezone(timedelta(days=2))); tr(lambda: date.max + timedelta(1)); tr(lambda: timedelta('x'))
print(date.min, date.max, datetime.min, datetime.max, timedelta.max, timedelta.resolution, time.max, dtm.MINYEAR)
print(datetime.combine(date(2024, 1, 2), time(3, 4)), isinstance(d, date), abs((datetime.now() - datetime.today()).total_seconds()) < 5, date.today() == datetime.now().date(), datetime.now(timezone.utc).tzinfo)
print(datetime.fromtimestamp(d.timestamp()) == d, repr(time(1, 2, 3, 4, tzinfo=UTC)), time(1) < time(2), time(1, 2, tzinfo=UTC), date.fromordinal(738000), date.fromisocalendar(2024, 1, 1), u.replace(tzinfo=None))
import copy, json
print(copy.deepcopy(d) == d, copy.copy(timedelta(1)), {d: 1}[d], sorted([date(2024, 2, 1), date(2023, 1, 1)]), min(d, datetime(2000, 1, 1)))
print(json.dumps({'t': d}, default=str), '%s' % d, str(date(5, 1, 1)), date(5, 1, 1).isoformat(), bool(timedelta()), d.year, d.hour, d.microsecond)
class Z(tzinfo):
    def utcoffset(self, dt): return timedelta(hours=2)
    def dst(self, dt): return timedelta(0)
    def tzname(self, dt): return 'ZZ'
print(datetime(2024, 1, 1, tzinfo=Z()), u.astimezone(Z()), u.astimezone(Z()).strftime('%Z %z %:z'))
