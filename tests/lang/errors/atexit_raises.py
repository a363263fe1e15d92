# An exception in one function is told, and the others are called all the same. The exit code stays.
import atexit
import sys


class Loud:
    def __call__(self):
        raise KeyError("loud")

    def __repr__(self):
        return "<loud>"


class Leaving(Loud):
    def __call__(self):
        sys.exit(7)


atexit.register(print, "still called")
atexit.register(Loud())
atexit.register(Leaving())
sys.exit(3)
