# Bases that can't stand together: each has its own idea of what an instance holds.
import collections
import threading


def derive(*bases):
    names = ", ".join(base.__name__ for base in bases)
    try:
        print(names, "->", [base.__name__ for base in type("A", bases, {}).__mro__])
    except TypeError as error:
        print(names, "->", error)


class Slots:
    __slots__ = ("x", "__weakref__")


class Other:
    __slots__ = ["y"]


class Empty:
    __slots__ = ()


class Plain:
    pass


class Numbers(list):
    pass


derive(int, str)
derive(Numbers, dict)
derive(Numbers, Plain)
derive(Plain, Empty, int)
derive(Exception, dict)
derive(KeyError, AttributeError)
derive(ImportError, OSError)
derive(ValueError, OSError)
derive(Slots, Other)
derive(Slots, Empty)
derive(Slots, int)
derive(collections.OrderedDict, list)
derive(collections.defaultdict, collections.Counter)
derive(threading.Thread, dict)
