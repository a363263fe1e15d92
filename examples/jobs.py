"""What all examples share: their options, and a stopwatch. Not an example itself."""

import sys
import time


def options(**defaults):
    """The values of `defaults` as changed by the command line, in order.

    `--threads N` and `--size F` are there for every example, and `--threads-only`,
    which leaves the part "one by one" out. A mistake ends with exit code 2.
    """
    defaults = {"threads": 4, "size": 1.0, "threads_only": False} | defaults
    chosen, words = dict(defaults), sys.argv[1:]
    try:
        while words:
            name = words.pop(0).removeprefix("--").replace("-", "_")
            kind = type(defaults[name])
            chosen[name] = kind is bool or kind(words.pop(0))
        if not (1 <= chosen["threads"] <= 100 and 0.01 <= chosen["size"] <= 100):
            raise ValueError("threads: 1 to 100; size: 0.01 to 100")
    except (KeyError, ValueError, IndexError):
        print(f"{sys.argv[0]}: can't use: {' '.join(sys.argv[1:])}", file=sys.stderr)
        print("options, with their defaults:", file=sys.stderr)
        for name, value in defaults.items():
            name = name.replace("_", "-")
            print(f"  --{name}" if value is False else f"  --{name} {value}", file=sys.stderr)
        print("threads: 1 to 100; size: 0.01 to 100, the size of each job", file=sys.stderr)
        sys.exit(2)
    return chosen.values()


def seconds(work, *args):
    """How long `work(*args)` takes."""
    start = time.perf_counter()
    work(*args)
    return time.perf_counter() - start


def amount(work, unit, milliseconds):
    """How much of `work` takes so long, from the best of three times that a unit of it took."""
    best = min(seconds(work, unit) for _ in range(3))
    return milliseconds / 1000 / best


def report(what, threads, in_threads, one_by_one=None):
    """One line: what was done, how long it took in threads, and how long one by one."""
    line = f"{threads} thread{'s' * (threads > 1)}, {what}: {in_threads:.3f} s"
    if one_by_one is not None:
        line += f" (one by one: {one_by_one:.3f} s)"
    print(line)
