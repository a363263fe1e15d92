# After an uncaught exception too, and functions may register others.
import atexit


def outer():
    print("outer")
    atexit.register(print, "inner")


atexit.register(outer)
atexit._run_exitfuncs()
atexit.register(print, "at the end")
print(atexit._ncallbacks())
raise ValueError("uncaught")
