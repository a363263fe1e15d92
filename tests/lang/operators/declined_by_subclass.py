# A subclass of a built-in sequence whose own operator declines is no such sequence to the message; what can't be iterated holds nothing.
class Word(str):
    def __add__(self, other):
        return NotImplemented

    def __mul__(self, other):
        return NotImplemented


class Plain(str):
    pass


class NotIterable:
    def __iter__(self):
        return 5


class Misused:
    def __iter__(self):
        raise TypeError("of its own")


def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print(error)


attempt(lambda: Word("a") + 1)
attempt(lambda: Word("a") * "b")
attempt(lambda: Plain("a") + 1)
attempt(lambda: Plain("a") * "b")
attempt(lambda: 1.5 * Plain("a"))
attempt(lambda: 1 in NotIterable())
attempt(lambda: 1 in Misused())
attempt(lambda: 1 in 5)
