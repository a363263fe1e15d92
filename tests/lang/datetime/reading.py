"""Dates and times read from text, and what is refused."""

from datetime import datetime, date, time, timedelta, timezone, tzinfo, UTC
import datetime as dtm


def tr(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)


for s, f in [('2024-01-15', '%Y-%m-%d'), ('15/Jan/2024:10:20:30', '%d/%b/%Y:%H:%M:%S'), ('Jan 5 2020 3:04 PM', '%b %d %Y %I:%M %p'), ('2024-01-15T10:20:30.5+0200', '%Y-%m-%dT%H:%M:%S.%f%z'), ('x', '%Y'), ('2024-01-15 x', '%Y-%m-%d'), ('99', '%y'), ('12:30', '%H:%M'), ('2024-13-01', '%Y-%m-%d'), ('2024-02-30', '%Y-%m-%d'), ('1', '%q'), ('Monday', '%A'), ('60', '%j')]: tr(datetime.strptime, s, f)
for s in ['2024-01-15', '2024-01-15T10:20', '2024-01-15 10:20:30.123456+05:30', '20240115T102030Z', '2024-W03-1', 'x', '2024-1-5', '2024-01-15T', '2024-01-15T25:00', '2024-01-15T10:20:30.123']: tr(datetime.fromisoformat, s)
tr(date.fromisoformat, '2024-01-15'); tr(date.fromisoformat, '2024-1-1'); tr(time.fromisoformat, '10:20:30'); tr(time.fromisoformat, '10:20+01:00')
for a in [(2024, 13, 1), (2024, 2, 30), (0, 1, 1), (2024, 1, 1, 24), (2024, 1, 1, 0, 60), (2024, 1, 1, 0, 0, 0, 10**6), ('a', 1, 1), (2024, 1, 1.5)]: tr(datetime, *a)
