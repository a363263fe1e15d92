"""Importing modules whose names are known only when the script runs."""

import sys

__all__ = ["__import__", "import_module", "invalidate_caches"]

__import__ = __import__


def import_module(name, package=None):
    """The module of a name; one that begins with dots is relative to a package."""
    base = name.lstrip(".")
    level = len(name) - len(base)
    if level:
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        name = ".".join(parts[:len(parts) - level + 1] + ([base] if base else []))
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    """Nothing is cached."""
