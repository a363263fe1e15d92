"""How long small pieces of code take."""

import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter


def _indented(code, spaces):
    return code.replace("\n", "\n" + " " * spaces)


class Timer:
    """Runs a statement many times and measures them together. The statement is text, or something to call."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = {} if globals is None else dict(globals)
        lines = ["def inner(_iterator, _timer):"]
        for part, name in (setup, "_setup"), (stmt, "_statement"):
            if callable(part):
                names[name] = part
            elif not isinstance(part, str):
                raise ValueError(f"{'stmt' if name == '_statement' else 'setup'} is neither a string nor callable")
        lines.append(" _setup()" if callable(setup) else " " + _indented(setup, 1))
        lines.append(" _started = _timer()")
        lines.append(" for _ in _iterator:")
        lines.append("  _statement()" if callable(stmt) else "  " + _indented(stmt, 2))
        lines.append("  pass")
        lines.append(" return _timer() - _started")
        exec("\n".join(lines), names)
        self.inner = names["inner"]

    def timeit(self, number=default_number):
        """Seconds for so many runs."""
        return self.inner(range(number), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        """A list of such measurements."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """How many runs take 0.2 seconds, and how long they took."""
        scale = 1
        while True:
            for factor in 1, 2, 5:
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10

    def print_exc(self, file=None):
        """Prints the traceback of an exception that the statement raised."""
        import traceback
        traceback.print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """Seconds for so many runs of a statement."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """A list of such measurements."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
