"""Paths that match a pattern of shells; ** is any number of folders if asked for."""

import os
from fnmatch import fnmatchcase


def has_magic(pathname):
    return any(letter in pathname for letter in "*?[")


def escape(pathname):
    """A pattern that only this path matches."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in pathname)


def glob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    root = os.fspath(root_dir) if root_dir is not None else ""
    start = "/" if pathname.startswith("/") else ""
    parts = [part for part in pathname.split("/") if part]
    if pathname.endswith("/"):
        parts.append("")
    return _below(root, start, parts, recursive, include_hidden) if parts or start else iter(())


def _below(root, path, parts, recursive, hidden):
    """The paths at or below one that the parts of a pattern lead to."""
    if not parts:
        yield path
        return
    part, *rest = parts
    here = os.path.join(root, path)
    if recursive and part == "**":
        yield from _below(root, path, rest, recursive, hidden) if rest else [path] if path else []
        for name in _names(here, hidden):
            below = os.path.join(path, name)
            if os.path.isdir(os.path.join(root, below)):
                yield from _below(root, below, parts, recursive, hidden)
            elif not rest:
                yield below
    elif has_magic(part):
        for name in _names(here, hidden or part.startswith(".")):
            if fnmatchcase(name, part) and (not rest or os.path.isdir(os.path.join(here, name))):
                yield from _below(root, os.path.join(path, name), rest, recursive, hidden)
    else:
        below = os.path.join(path, part)
        if os.path.lexists(os.path.join(root, below)):
            yield from _below(root, below, rest, recursive, hidden)


def _names(folder, hidden):
    try:
        return [name for name in os.listdir(folder or ".") if hidden or not name.startswith(".")]
    except OSError:
        return []
