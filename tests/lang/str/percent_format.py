print("%s and %r" % ("x", "x"), "%d%%" % 50, "%5d|%-5d|%05d|%+d" % (42, 42, 42, 42), "%x %X %o %#x" % (255, 255, 8, 255))
print("%.2f %8.3f %-8.1f| %e %g %g" % (3.14159, 2.71828, 1.5, 12345.678, 0.0001, 1e10), "%s" % [1, 2], "%s" % (None,), "%c%c" % ("a", 98))
print("%(name)s is %(age)d" % {"name": "Bob", "age": 42}, "%10s|%-10s|%.2s" % ("hi", "hi", "hello"), "%*d" % (6, 42), "no args" % ())
for f in (lambda: "%d" % "x", lambda: "%s %s" % "a", lambda: "%s" % (1, 2), lambda: "%q" % 1, lambda: "%(x)s" % {}, lambda: "%" % 1, lambda: "%c" % "ab", lambda: "%(a)s" % 5):
    try:
        print(f())
    except (TypeError, ValueError, KeyError) as e:
        print(type(e).__name__, e)
print("%s" % {"a": 1}, "%i %u" % (3, 4), "%5.1f%%" % 12.34, "%r" % ("a",), "%a" % "é")
