print("{} {} {}".format(1, "a", None), "{1} {0} {1}".format("x", "y"), "{name}={value!r}".format(name="n", value="v"), "{{}} {}".format(1))
print("{0[1]} {0[0]} {d[key]}".format([10, 20], d={"key": "val"}), "{:>{width}}|{:<{width}}".format("r", "l", width=5), "{!s:>5}".format(None))
class P:
    x = 7
    def __format__(self, spec):
        return f"<P {spec}>"
print("{0.x} {0} {0:spec with space}".format(P()), "{:{}}".format(3.14159, ".2f"), "{:,}".format(1234567))
for f in (lambda: "{}".format(), lambda: "{0} {}".format(1), lambda: "{} {0}".format(1), lambda: "{x}".format(), lambda: "{".format(), lambda: "}".format(), lambda: "{0.y}".format(P()), lambda: "{!z}".format(1), lambda: "{2}".format(1)):
    try:
        print(f())
    except (IndexError, ValueError, KeyError, AttributeError) as e:
        print(type(e).__name__, e)
print("{a}".format_map({"a": 5}))
