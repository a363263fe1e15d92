# Each place tells a warning once.
import warnings


def deep():
    warnings.warn("deep", RuntimeWarning, stacklevel=2)


warnings.warn("plain")
for _ in range(3):
    warnings.warn("in a loop")
deep()
deep()
warnings.warn("old", DeprecationWarning)
warnings.warn("not shown", PendingDeprecationWarning)
warnings.warn(UserWarning("an instance"))
warnings.warn("too far up", stacklevel=50)
for wrong in (int, 5):
    try:
        warnings.warn("x", wrong)
    except TypeError as error:
        print(error)


@warnings.deprecated("use new()")
def old():
    "doc"
    return 1


@warnings.deprecated("use New")
class Old:
    pass


print(old(), old.__deprecated__, old.__name__, old.__doc__)
Old()
warnings.showwarning("shown", UserWarning, "no_file", 3)
print(repr(warnings.formatwarning("text", UserWarning, "no_file", 3, "  the line ")))
