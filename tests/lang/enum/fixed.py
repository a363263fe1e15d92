# What can't be changed of an enumeration.
import enum


class Color(enum.Enum):
    RED = 1


def attempt(change):
    try:
        change()
    except AttributeError as error:
        print(error)


attempt(lambda: setattr(Color.RED, "value", 3))
attempt(lambda: setattr(Color.RED, "name", "BLUE"))
attempt(lambda: delattr(Color.RED, "value"))
attempt(lambda: delattr(Color.RED, "name"))
attempt(lambda: setattr(Color, "RED", 3))
attempt(lambda: delattr(Color, "RED"))
print(Color.RED.name, Color.RED.value)
