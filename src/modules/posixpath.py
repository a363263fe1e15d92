"""Paths as text: os.path."""

curdir, pardir, sep, pathsep, extsep, altsep = ".", "..", "/", ":", ".", None
defpath, devnull = "/bin:/usr/bin", "/dev/null"
supports_unicode_filenames = False


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(type(path), "__fspath__"):
        return type(path).__fspath__(path)
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


def _kit(path):
    """A path as text or bytes, and what its parts are joined with."""
    path = fspath(path)
    return (path, b"/", b".", b"..", b"") if isinstance(path, bytes) else (path, "/", ".", "..", "")


def normcase(path):
    return fspath(path)


def isabs(path):
    path, slash, *_ = _kit(path)
    return path.startswith(slash)


def join(first, *rest):
    path, slash, *_ = _kit(first)
    for part in map(fspath, rest):
        if type(part) is not type(path):
            if isinstance(part, (str, bytes)):
                raise TypeError("Can't mix strings and bytes in path components")
            raise TypeError(f"join() argument must be str, bytes, or os.PathLike object, not {type(part).__name__!r}")
        if part.startswith(slash):
            path = part
        elif not path or path.endswith(slash):
            path += part
        else:
            path += slash + part
    return path


def split(path):
    path, slash, *_ = _kit(path)
    place = path.rfind(slash) + 1
    head, tail = path[:place], path[place:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(path):
    path, slash, dot, *_ = _kit(path)
    start = path.rfind(slash) + 1
    while path[start : start + 1] == dot:
        start += 1
    place = path.rfind(dot, start)
    return (path, path[:0]) if place < 0 else (path[:place], path[place:])


def splitdrive(path):
    path = fspath(path)
    return path[:0], path


def splitroot(path):
    path, slash, *_ = _kit(path)
    empty = path[:0]
    if path[:1] != slash:
        return empty, empty, path
    if path[1:2] != slash or path[2:3] == slash:
        return empty, slash, path[1:]
    return empty, path[:2], path[2:]


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def normpath(path):
    path, slash, dot, dots, empty = _kit(path)
    if not path:
        return dot
    _, root, path = splitroot(path)
    parts = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dots or (not root and not parts) or (parts and parts[-1] == dots):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + slash.join(parts) or dot


def abspath(path):
    path = fspath(path)
    if not isabs(path):
        here = os.getcwd()
        path = join(here.encode() if isinstance(path, bytes) else here, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The path without symbolic links."""
    path, slash, *_ = _kit(abspath(filename))
    done, rest, links = slash, [part for part in path.split(slash) if part][::-1], 0
    while rest:
        part = rest.pop()
        if part in ("..", b".."):
            done = dirname(done)
            continue
        if part in (".", b".", "", b""):
            continue
        here = join(done, part)
        try:
            target = os.readlink(here)
        except OSError:
            if strict and not lexists(here):
                raise
            done = here
            continue
        links += 1
        if links > 40:
            raise OSError(40, "Too many levels of symbolic links", filename)
        if isabs(target):
            done = slash
        rest.extend(target.split("/")[::-1])
    return done


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    there = [part for part in abspath(path).split(sep) if part]
    here = [part for part in abspath(curdir if start is None else start).split(sep) if part]
    same = len(commonprefix([there, here]))
    return join(*([pardir] * (len(here) - same) + there[same:])) if there != here else curdir


def commonprefix(paths):
    """The longest beginning that all have."""
    if not paths:
        return ""
    least, most = min(paths), max(paths)
    for place, item in enumerate(least):
        if item != most[place]:
            return least[:place]
    return least


def commonpath(paths):
    paths = [fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({isabs(path) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split(sep) if part and part != curdir] for path in paths]
    return (sep if isabs(paths[0]) else "") + sep.join(commonprefix(parts))


def expanduser(path):
    path = fspath(path)
    if path == "~" or path.startswith("~/"):
        return os.environ.get("HOME", "~").rstrip("/") + path[1:] or "/"
    return path


def expandvars(path):
    """$name and ${name} replaced by what the environment says."""
    text, done = fspath(path), ""
    while "$" in text:
        before, _, text = text.partition("$")
        done += before
        if text.startswith("{") and "}" in text:
            name, _, after = text[1:].partition("}")
            shown = "${" + name + "}"
        else:
            end = 0
            while end < len(text) and (text[end].isalnum() or text[end] == "_"):
                end += 1
            name, after = text[:end], text[end:]
            shown = "$" + name
        done += os.environ.get(name, shown)
        text = after
    return done + text


def _mode(path, follow=True):
    """What kind of file it is: the bits of st_mode; 0 if there is none."""
    try:
        return os.stat(path, follow_symlinks=follow).st_mode & 0o170000
    except (OSError, ValueError):
        return 0


def exists(path):
    return _mode(path) != 0


def lexists(path):
    return _mode(path, False) != 0


def isfile(path):
    return _mode(path) == 0o100000


def isdir(path):
    return _mode(path) == 0o040000


def islink(path):
    return _mode(path, False) == 0o120000


def ismount(path):
    try:
        here, above = os.lstat(path), os.lstat(join(path, pardir))
    except (OSError, ValueError):
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def getsize(path):
    return os.stat(path).st_size


def getmtime(path):
    return os.stat(path).st_mtime


def getatime(path):
    return os.stat(path).st_atime


def getctime(path):
    return os.stat(path).st_ctime


def samestat(one, other):
    return one.st_ino == other.st_ino and one.st_dev == other.st_dev


def samefile(one, other):
    return samestat(os.stat(one), os.stat(other))


def sameopenfile(one, other):
    return samestat(os.fstat(one), os.fstat(other))


import os  # at the end, as os takes names from here
