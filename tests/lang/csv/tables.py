"""Tables read and written."""

import csv
import io


def tr(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)


text = 'name,age,note\r\nAnn,30,"likes ""quotes"", commas"\r\nBob,,"two\nlines"\r\n\r\n"x" y, z,3\n'
print(list(csv.reader(io.StringIO(text)))); print(list(csv.DictReader(io.StringIO(text)))); print(list(csv.reader(['a;b', "c;'d;e'"], delimiter=';', quotechar="'")), list(csv.reader(['a, b'], skipinitialspace=True)))
out = io.StringIO(); w = csv.writer(out); w.writerow(['a', 1, 2.5, None, 'x,y', 'q"r', 'l\nm', '']); w.writerows([[''], [], ['z']]); print(repr(out.getvalue()))
out = io.StringIO(); d = csv.DictWriter(out, ['a', 'b'], restval='-'); d.writeheader(); d.writerow({'a': 1}); print(repr(out.getvalue())); tr(d.writerow, {'c': 1})
for q in (csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC): out = io.StringIO(); csv.writer(out, quoting=q, lineterminator='\n').writerow(['a', 1, 'b c']); print(repr(out.getvalue()))
tr(csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow, ['a,b']); tr(csv.writer(io.StringIO()).writerow, 3); print(csv.list_dialects()); tr(csv.get_dialect, 'q'); tr(lambda: list(csv.reader([b'a'])))
r = csv.reader(['a,b', 'c']); print(next(r), r.line_num, list(csv.reader(['1,"2"'], quoting=csv.QUOTE_NONNUMERIC)), list(csv.DictReader(['a,b', '1', '1,2,3'])))
