"""Numbers and text in a width: what stands between sign and digits, and what around them; fixed digits of every size."""

for number in [0, 7, -42, 10**6, -(10**20), True]:
    print(*(f"[{number:{spec}}]" for spec in ["", "6", "<6", "^7", "=6", "06", "<06", "*>9", "é^9", "+6", " 6", ",", "_d", "010,", "0=8", "x", "#010x", "-5", "^+9,"]))
for number in [0.0, -0.0, 1.5, -2.25, 1e9, 123456.789, 1e22, float("inf"), float("nan"), -1e-5]:
    print(*(f"[{number:{spec}}]" for spec in [".3f", "9.2f", "<9.1f", "^12.4f", "=9.1f", "09.1f", "*>11.2f", "+.2f", ".0f", "#.0f", "z.1f", "z9.1f", ",.2f", ".1%", "12", "12.3", "é<12.2e", "<09.2f"]))
for number in [0.05, 0.005, 2.5, 0.5, 1.0000000005, 999999999.9999999, 0.1 + 0.2, 2**53 + 0.0, 1 / 3, 8.125, 1e-7]:
    print(*(f"{number:.{digits}f}" for digits in range(12)), "%.2f %8.3f %-8.1f|%08.2f" % (number, number, number, -number))
for text in ["", "a", "é日", "long text"]:
    print(*(f"[{text:{spec}}]" for spec in ["", "5", "<5", ">5", "^6", "*^7", "日>5", "05", ".1", "5.1", "s"]))
print("%s|%5s|%-5s|%.1s|%d|%5d|%-5d|%05d|%+d|%x|%%|%c|%r" % ("é", "é", "é", "éx", 5, 5, 5, -5, 5, 255, "日", "q"), "%d" % True, "%s" % None, "%i" % 2.9)
print("%(a)s %(b)05.1f %(a)r" % {"a": "x", "b": 2.25}, "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 1.005), "100%%" % (), "%s" % (("t",),))
for template, argument in [("%y", 1), ("é%y", 1), ("%", 1), ("%d", "x"), ("%d %d", 1), ("%d", (1, 2)), ("%(a)s", 1), ("%.", 1), ("%5", 1), ("x", 1)]:
    try:
        print(template % argument)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for value, spec in [(5, "5.2"), (5, "s"), (5.0, "d"), ("a", "d"), ("a", "+5"), ("a", "=5"), (5, ",_"), (5, "5x5"), (5, "."), ("a", "99999999999999999999"), (1.0, ".99999999999999999999f"), ("a", "z5"), (5, "٣")]:
    try:
        print(repr(format(value, spec)))
    except ValueError as error:
        print(error)


class Loud(int):
    def __format__(self, spec):
        return f"<{super().__format__(spec)}|{spec}>"


class Plain(float):
    pass


print(f"{Loud(5)} {Loud(5):>4} {Plain(2.5):6.2f} {Plain(2.5)}", "{:^9}".format(Loud(7)), format(Loud(1), "03"))
