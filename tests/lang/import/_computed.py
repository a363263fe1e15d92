"""A module that computes some of its attributes."""

known = 1


def __getattr__(name):
    if name.startswith("dynamic_"):
        return name.removeprefix("dynamic_")
    raise AttributeError(f"no {name} here")
