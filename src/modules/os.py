"""What programs ask of the system: files by path, descriptors, the process."""

import sys
import time
import posixpath as path
from posixpath import fspath, curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull
from _structseq import structseq

sys.modules["os.path"] = path

name = "posix"
linesep = "\n"
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2

_stat_numbers = structseq(
    "os.stat_result",
    "st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime",
)


class stat_result(_stat_numbers):
    """Ten integers; times have fractions as attributes."""

    def __new__(cls, items):
        items = tuple(items)
        times = items[7:10]
        self = _stat_numbers.__new__(cls, items[:7] + tuple(nanos // 10**9 for nanos in times))
        self.st_atime_ns, self.st_mtime_ns, self.st_ctime_ns = times
        return self

    st_atime = property(lambda self: self.st_atime_ns / 1e9)
    st_mtime = property(lambda self: self.st_mtime_ns / 1e9)
    st_ctime = property(lambda self: self.st_ctime_ns / 1e9)


def stat(path, *, follow_symlinks=True):
    return stat_result(_stat(path, follow_symlinks))


def lstat(path):
    return stat_result(_stat(path, False))


def fstat(fd):
    return stat_result(_stat(int(fd), True))


class _PathLike(type):
    def __instancecheck__(cls, object):
        return hasattr(type(object), "__fspath__")


class PathLike(metaclass=_PathLike):
    """What has a path: objects with __fspath__()."""


def utime(path, times=None, *, ns=None):
    """Sets when a file was read and changed last; now if no times are given."""
    if times is not None and ns is not None:
        raise ValueError("utime: you may specify either 'times' or 'ns' but not both")
    if ns is None:
        accessed, modified = (time.time(),) * 2 if times is None else times
        ns = int(accessed * 10**9), int(modified * 10**9)
    _utime(path, *ns)


uname_result = structseq("posix.uname_result", "sysname nodename release version machine")


def uname():
    return uname_result(_uname())


times_result = structseq("posix.times_result", "user system children_user children_system elapsed")


def times():
    """CPU time of the process and its children, in seconds."""
    with _open_file("/proc/self/stat") as file:
        ticks = file.read().rpartition(")")[2].split()[11:15]
    return times_result([int(count) / 100 for count in ticks] + [time.monotonic()])


def system(command):
    """Runs a command of the shell: its status as wait() gives it."""
    import subprocess

    code = subprocess.call(command, shell=True)
    return code << 8 if code >= 0 else -code


def waitstatus_to_exitcode(status):
    return -(status & 0x7F) if status & 0x7F else status >> 8


class _Environ(dict):
    """The environment variables. What a script changes here no other process sees."""

    def __setitem__(self, key, value):
        for item in (key, value):
            if not isinstance(item, str):
                raise TypeError(f"str expected, not {type(item).__name__}")
        super().__setitem__(key, value)

    def copy(self):
        return dict(self)

    def __repr__(self):
        return f"environ({dict.__repr__(self)})"


environ = _Environ(_environ())


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def cpu_count():
    """How many cores the process may use; CPython counts those of the machine."""
    return _cores()


process_cpu_count = cpu_count


def sched_getaffinity(pid, /):
    return set(range(_cores()))


def makedirs(name, mode=0o777, exist_ok=False):
    """mkdir() for all folders of a path."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """rmdir() for all folders of a path, from the innermost as long as they are empty."""
    rmdir(name)
    head, tail = path.split(name)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def walk(top, topdown=True, onerror=None, followlinks=False):
    """All folders below one: its path, the names of its folders, the names of its files."""
    try:
        names = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders, files = [], []
    for entry in names:
        (folders if path.isdir(path.join(top, entry)) else files).append(entry)
    if topdown:
        yield top, folders, files
    for folder in folders:
        below = path.join(top, folder)
        if followlinks or not path.islink(below):
            yield from walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


class DirEntry:
    """An entry of a folder."""

    def __init__(self, folder, name):
        self.name, self.path = name, path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path) and (follow_symlinks or not self.is_symlink())

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path) and (follow_symlinks or not self.is_symlink())

    def is_symlink(self):
        return path.islink(self.path)

    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan:
    def __init__(self, folder):
        self._entries = iter([DirEntry(folder, name) for name in listdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def scandir(path="."):
    return _Scan(path)


def access(name, mode):
    """Whether a path may be used so, as its owner or others may."""
    try:
        found = stat(name).st_mode
    except OSError:
        return False
    return mode == F_OK or bool(found & (mode << 6 | mode << 3 | mode))


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    return _open_file(fd, mode, buffering, encoding, *args, **kwargs)


def get_terminal_size(fd=1, /):
    size = environ.get("COLUMNS", "80"), environ.get("LINES", "24")
    return terminal_size(int(number) if number.isdigit() else default for number, default in zip(size, (80, 24)))


terminal_size = structseq("os.terminal_size", "columns lines")


def get_exec_path(env=None):
    return (environ if env is None else env).get("PATH", defpath).split(pathsep)


from builtins import open as _open_file


uname_result = structseq("posix.uname_result", "sysname nodename release version machine")


def uname():
    return uname_result(_uname())
