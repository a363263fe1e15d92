"""What built-in values look like under all sorts of specs, and which errors they raise."""

specs = ["", "5", "<5", "^7", ">5", "=5", "05", "+", "+06", " ", "-", "z", "z.1", "#", "#x", "#b", "#010o", "x", "X", "c", "d", "n",
         "e", ".2e", "f", ".1f", ".0f", "#.0f", "g", ".3g", "G", "%", ".1%", ",", "_", "_x", ",x", "s", ".2", ".2s", "é^6", "*>+8", "0>5",
         "<05", "q", "é", "5.", "1,_", "5é", ".", "dd", "٣", "N"]
values = [0, 7, -42, 1234567, 1 << 70, True, False, 0.0, -0.0, 1.5, -0.04, 1e100, float("inf"), float("-inf"), float("nan"), "", "abc", "äöü€", "\t"]
for value in values:
    line = []
    for spec in specs:
        try:
            text = f"{value:{spec}}"
            if text != format(value, spec) or text != ("{:" + spec + "}").format(value):
                line.append("DIFFERS")
            line.append(f"{text!a}")
        except (ValueError, OverflowError) as error:
            line.append(f"{type(error).__name__}({error})")
    print(ascii(value), *line, sep=" | ")

# Conversions come first; `=` shows the source, and takes repr unless something else is asked for.
number, text, truth, minus = 42, "é'", True, -0.0
print(f"{number!r:>5}|{text!r:>6}|{text!a:<10}|{truth!s:^7}|{minus!s:5}|{number!s:.1}")
print(f"{number=} {text=} {truth=:5} {minus = :+.1f} {text=!s} {text=!a:>12} {number = !r:^6}")
width, precision = 10, 3
print(f"{1 / 3:{width}.{precision}f}|{'abcdef':>{width}.{precision}}|{number:0{width}}|{text:{'*'}^{width}}|{truth:{'d'}}")
print(f"{minus}|{minus:z.0f}|{-0.3:z.0f}|{-0.3:.0f}|{minus:n}|{1234.5:n}|{12345678:n}|{truth:n}|{truth:05}|{truth:x}|{False:>3}")

# A text is the very same when nothing is done to it.
whole = "".join(["long", "er"])
print(f"{whole}" is whole, f"{whole:}" is whole, f"{whole!s}" is whole, f"{whole:s}" == whole)

# Nothing of a text that was given up shows in the next one.
for spec in "99999999999999999999", ".99999999999999999999f", "2147483648.2147483648f":
    try:
        print(f"{1.5:{spec}}")
    except ValueError as error:
        print(error, f"{number:4}", f"{text:>4}")
print(len(f"{'x':>100000}"), len(f"{1:0100000}"), len(f"{1.5:<100000}"), f"{2:3}")
