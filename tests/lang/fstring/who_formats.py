"""Which `__format__` an f-string asks: built-in values have only one answer, objects of subclasses their own."""

from enum import IntEnum


class Loud(str):
    def __format__(self, spec):
        return f"<{spec!r}|{str(self).upper()}>"


class Plain(str):
    pass


class Count(int):
    def __format__(self, spec):
        return "count:" + super().__format__(spec or "03")


class Shown(int):
    def __str__(self):
        return "shown"

    def __repr__(self):
        return "repr of shown"


class Half(float):
    def __str__(self):
        return "half"


class Colour(IntEnum):
    RED = 1


class Odd:
    def __format__(self, spec):
        return 7


class Text:
    def __format__(self, spec):
        return Plain(f"text[{spec}]")

    def __repr__(self):
        return "a text"


for value in Loud("a"), Plain("b"), Count(5), Shown(6), Half(0.5), Colour.RED, Text():
    print(f"{value}|{value:>12}|{value!s:>8}|{value!r}|{value!a:.4}", type(f"{value}").__name__)
for value in Shown(6), Colour.RED, Half(0.5), Plain("b"):
    print(f"[{value:}] [{value:6}] [{value:<6}]", type(f"{value:6}") is str)
try:
    f"{Odd()}"
except TypeError as error:
    print(error)
try:
    f"{object():5}"
except TypeError as error:
    print(error)

# What a method returns is kept as it is, unless it is joined with other parts, or is a spec.
print(type(format(Text())).__name__, type(f"{Text()}{Text()}").__name__, f"{Text()} {Text()}", "{}".format(Text()))
print(f"{5:{Plain('03')}}", f"{5:{Plain('0')}{Plain('3')}}", format(5, Plain("4")), format(True, Plain("")))

# The subclass keeps its say in the other ways to format.
print("{} {:>9}".format(Loud("x"), Plain("y")), format(Count(8)), format(Shown(9)), format(Shown(9), "4"))

# Parts are formatted one after another, each before the next value is computed.
log = []


class Logged:
    def __init__(self, name):
        log.append("make " + name)
        self.name = name

    def __format__(self, spec):
        log.append(f"format {self.name} {spec}")
        return self.name


def spec(text):
    log.append("spec " + text)
    return text


print(f"{Logged('a'):{spec('s')}}{1:{spec('03')}}{Logged('b')}", log)
try:
    log.clear()
    f"{1:q}{Logged('never')}"
except ValueError as error:
    print(error, log)
