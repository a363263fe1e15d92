print()
print(1, "a", None, [1, "x"], 2.5, True)
print("a", "b", sep="-", end="!\n")
print("x", end="")
print("y", "z", sep="")
print(*[1, 2, 3], sep=", ")
print("tab\tsep", "new\nline")
print("", "", sep="|")
print(sep="x")
print("none sep", "is space", sep=None, end=None)
print("flush", flush=True)
import sys
print("to stdout", file=sys.stdout)
class W:
    def write(self, s): out.append(s)
out = []
print("a", 1, file=W())
print(out)
for f in (lambda: print("a", sep=5), lambda: print("a", end=5), lambda: print("a", foo=1), lambda: print("a", file=5)):
    try: f()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
print(print("returns"))
