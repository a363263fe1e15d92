"""Files and folders that nobody else uses, gone when they are closed."""

import os
import shutil

tempdir = None
template = "tmp"
TMP_MAX = 10000


def gettempdir():
    """The folder for them."""
    global tempdir
    if tempdir is None:
        candidates = [os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")]
        candidates += ["/tmp", "/var/tmp", "/usr/tmp", os.getcwd()]
        for folder in candidates:
            if folder and os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK):
                tempdir = os.path.abspath(folder)
                break
        else:
            raise FileNotFoundError(f"No usable temporary directory found in {candidates}")
    return tempdir


def gettempprefix():
    return template


def _new(make, suffix, prefix, dir):
    """What `make` makes of the first path that is free."""
    folder = gettempdir() if dir is None else os.fspath(dir)
    prefix, suffix = template if prefix is None else prefix, suffix or ""
    for _ in range(TMP_MAX):
        name = "".join("abcdefghijklmnopqrstuvwxyz0123456789_"[byte % 37] for byte in os.urandom(8))
        path = os.path.abspath(os.path.join(folder, f"{prefix}{name}{suffix}"))
        try:
            return make(path), path
        except FileExistsError:
            continue
    raise FileExistsError(17, "No usable temporary file name found")


def _open(path):
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """A new file: its descriptor and its path."""
    return _new(_open, suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """A new folder, which the caller removes."""
    return _new(lambda path: os.mkdir(path, 0o700), suffix, prefix, dir)[1]


def mktemp(suffix="", prefix=template, dir=None):
    """A path that was free a moment ago."""
    return _new(lambda path: None, suffix, prefix, dir)[1]


class _TemporaryFileWrapper:
    """A file that is removed when it is closed."""

    def __init__(self, file, name, delete, delete_on_close):
        self.file, self.name, self.delete = file, name, delete
        self._removes = delete and delete_on_close

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *args):
        self.close()
        self._remove(self.delete)

    def __iter__(self):
        return iter(self.file)

    def close(self):
        self.file.close()
        self._remove(self._removes)

    def _remove(self, wanted):
        if wanted and self.delete:
            self.delete = False
            try:
                os.unlink(self.name)
            except FileNotFoundError:
                pass

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__name__} name={self.name!r}>"


def NamedTemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None,
    delete_on_close=True,
):
    """A file whose path others may use as long as it is open."""
    fd, path = mkstemp(suffix, prefix, dir)
    file = open(path, mode, buffering, encoding, errors, newline, opener=lambda path, flags: fd)
    return _TemporaryFileWrapper(file, path, delete, delete_on_close)


def TemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None
):
    """A file without a path."""
    fd, path = mkstemp(suffix, prefix, dir)
    os.unlink(path)
    return open(fd, mode, buffering, encoding, errors, newline)


class TemporaryDirectory:
    """A folder that is removed with all that is in it when its block ends."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignores, self._delete = ignore_cleanup_errors, delete

    def __enter__(self):
        return self.name

    def __exit__(self, *args):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        if os.path.exists(self.name):
            shutil.rmtree(self.name, ignore_errors=self._ignores)

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"
