"""Paths as objects. Pure ones are only taken apart and joined; Path asks the system too."""

import io
import os
import posixpath
import stat
from fnmatch import fnmatchcase


class PurePath:
    """A path, which need not exist."""

    def __new__(cls, *args):
        return object.__new__(PurePosixPath if cls is PurePath else cls)

    def __init__(self, *args):
        text = ""
        for part in args:
            if not isinstance(part, PurePath):
                part = os.fspath(part) if isinstance(part, os.PathLike) else part
                if not isinstance(part, str):
                    raise TypeError(
                        "argument should be a str or an os.PathLike object where __fspath__ returns a str, "
                        f"not {type(part).__name__!r}"
                    )
            text = posixpath.join(text, str(part)) if text else str(part)
        _, self.root, rest = posixpath.splitroot(text)
        self._names = [name for name in rest.split("/") if name and name != "."]

    def _with(self, root, names):
        """A path of the same kind."""
        path = object.__new__(type(self))
        path.root, path._names = root, names
        return path

    drive = ""
    anchor = property(lambda self: self.root)
    parts = property(lambda self: tuple(([self.root] if self.root else []) + self._names))
    name = property(lambda self: self._names[-1] if self._names else "")

    @property
    def suffix(self):
        name = self.name.lstrip(".")
        place = name.rfind(".")
        return name[place:] if 0 < place < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        return self.name.removesuffix(self.suffix)

    @property
    def parent(self):
        return self._with(self.root, self._names[:-1]) if self._names else self

    @property
    def parents(self):
        count = len(self._names)
        return tuple(self._with(self.root, self._names[:end]) for end in range(count - 1, -1, -1))

    def __str__(self):
        return self.root + "/".join(self._names) or "."

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def as_posix(self):
        return str(self)

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~/"
        return "file://" + "".join(chr(byte) if chr(byte) in safe else f"%{byte:02X}" for byte in bytes(self))

    def _key(self):
        return self.parts

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, PurePath) else NotImplemented

    def with_segments(self, *parts):
        return type(self)(*parts)

    def joinpath(self, *parts):
        return self.with_segments(self, *parts)

    def __truediv__(self, other):
        try:
            return self.with_segments(self, other)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, other):
        try:
            return self.with_segments(other, self)
        except TypeError:
            return NotImplemented

    def is_absolute(self):
        return bool(self.root)

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._with(self.root, self._names[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(self.stem + suffix)

    def is_relative_to(self, other, /):
        other = self.with_segments(other)
        return self.parts[: len(other.parts)] == other.parts

    def relative_to(self, other, /, *, walk_up=False):
        other = self.with_segments(other)
        ups, base = 0, other
        while not self.is_relative_to(base):
            if not walk_up or not base._names or base.name == "..":
                if walk_up and base.root == self.root and not base._names:
                    break
                what = "is not in the subpath of" if not walk_up else "and"
                tail = "" if not walk_up else " have different anchors"
                raise ValueError(f"{str(self)!r} {what} {str(other)!r}{tail}")
            ups, base = ups + 1, base.parent
        return self._with("", [".."] * ups + self._names[len(base._names) :])

    def match(self, path_pattern, *, case_sensitive=None):
        """Whether the end of the path matches a pattern."""
        pattern = self.with_segments(path_pattern)
        names, patterns = list(self.parts), list(pattern.parts)
        if not patterns:
            raise ValueError("empty pattern")
        if pattern.root and len(names) != len(patterns) or len(names) < len(patterns):
            return False
        return all(fnmatchcase(name, part) for name, part in zip(reversed(names), reversed(patterns)))


class PurePosixPath(PurePath):
    """A path as Unix writes it."""


class Path(PurePath):
    """A path of this system."""

    def __new__(cls, *args):
        return object.__new__(PosixPath if cls is Path else cls)

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls("~").expanduser()

    def expanduser(self):
        if self._names and not self.root and self._names[0].startswith("~"):
            home = posixpath.expanduser(self._names[0])
            if home.startswith("~"):
                raise RuntimeError("Could not determine home directory.")
            return self.with_segments(home, *self._names[1:])
        return self

    def absolute(self):
        return self if self.is_absolute() else self.with_segments(os.getcwd(), self)

    def resolve(self, strict=False):
        return self.with_segments(posixpath.realpath(self, strict=strict))

    def stat(self, *, follow_symlinks=True):
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return os.lstat(self)

    def exists(self, *, follow_symlinks=True):
        return posixpath.exists(self) if follow_symlinks else posixpath.lexists(self)

    def is_file(self, *, follow_symlinks=True):
        return posixpath.isfile(self) and (follow_symlinks or not self.is_symlink())

    def is_dir(self, *, follow_symlinks=True):
        return posixpath.isdir(self) and (follow_symlinks or not self.is_symlink())

    def is_symlink(self):
        return posixpath.islink(self)

    def _is(self, kind):
        try:
            return kind(self.stat().st_mode)
        except OSError:
            return False

    def is_fifo(self):
        return self._is(stat.S_ISFIFO)

    def is_socket(self):
        return self._is(stat.S_ISSOCK)

    def samefile(self, other_path):
        return posixpath.samefile(self, other_path)

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open("r", -1, encoding, errors, newline) as file:
            return file.read()

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with self.open("w", -1, encoding, errors, newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        with self.open("wb") as file:
            return file.write(data)

    def iterdir(self):
        names = os.listdir(self)
        return (self._with(self.root, self._names + [name]) for name in names)

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths below this one that match; ** is any number of folders."""
        if isinstance(pattern, PurePath):
            pattern = str(pattern)
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        if pattern.startswith("/"):
            raise NotImplementedError("Non-relative patterns are unsupported")
        parts = [part for part in pattern.split("/") if part and part != "."]
        return self._select(parts, pattern.endswith("/"))

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        return self.glob(f"**/{pattern}")

    def _select(self, parts, only_folders):
        if not parts:
            if not only_folders or self.is_dir():
                yield self
            return
        part, *rest = parts
        if part == "**":
            # Several are as good as one.
            while rest and rest[0] == "**":
                del rest[0]
            yield from self._select(rest, only_folders)
            for child in self._children():
                if child.is_dir() and not child.is_symlink():
                    yield from child._select(["**"] + rest, only_folders)
                elif not rest and not only_folders:
                    yield child
        elif any(letter in part for letter in "*?["):
            for child in self._children():
                if fnmatchcase(child.name, part) and (not rest or child.is_dir()):
                    yield from child._select(rest, only_folders)
        else:
            child = self._with(self.root, self._names + [part])
            if child.exists(follow_symlinks=False):
                yield from child._select(rest, only_folders)

    def _children(self):
        try:
            return list(self.iterdir())
        except OSError:
            return []

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for folder, folders, files in os.walk(self, top_down, on_error, follow_symlinks):
            yield self.with_segments(folder), folders, files

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def touch(self, mode=0o666, exist_ok=True):
        if exist_ok and self.exists():
            os.utime(self)
            return
        flags = os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL)
        os.close(os.open(self, flags, mode))

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        return self.with_segments(target)

    def replace(self, target):
        os.replace(self, target)
        return self.with_segments(target)

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self)

    def readlink(self):
        return self.with_segments(os.readlink(self))


class PosixPath(Path, PurePosixPath):
    """A path of this system, which is a Unix."""
