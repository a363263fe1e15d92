"""Files and folders as wholes: copy, move, remove."""

import os
import stat
from fnmatch import fnmatch


class Error(OSError):
    """What went wrong with several files."""


class SameFileError(Error):
    """A file cannot be copied onto itself."""


class SpecialFileError(OSError):
    """A file that is no ordinary one."""


def copyfileobj(fsrc, fdst, length=64 * 1024):
    """What is left of one file, written to another."""
    while data := fsrc.read(length):
        fdst.write(data)


def copyfile(src, dst, *, follow_symlinks=True):
    """The contents of a file."""
    if os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, "rb") as reader, open(dst, "wb") as writer:
        copyfileobj(reader, writer)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    os.chmod(dst, os.stat(src).st_mode & 0o7777)


def copystat(src, dst, *, follow_symlinks=True):
    """The permissions and times of a file."""
    found = os.stat(src)
    os.utime(dst, ns=(found.st_atime_ns, found.st_mtime_ns))
    copymode(src, dst)


def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    """A file with its permissions, into a folder or to a path."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """A file with its permissions and times."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst)
    return dst


def ignore_patterns(*patterns):
    """For copytree(): names that match one of these stay behind."""
    return lambda folder, names: {name for name in names for pattern in patterns if fnmatch(name, pattern)}


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """A folder with all that is in it."""
    names = os.listdir(src)
    left_out = ignore(src, names) if ignore else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for name in names:
        if name in left_out:
            continue
        one, other = os.path.join(src, name), os.path.join(dst, name)
        try:
            if symlinks and os.path.islink(one):
                os.symlink(os.readlink(one), other)
            elif os.path.isdir(one):
                copytree(one, other, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(one, other)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((one, other, str(error)))
    copystat(src, dst)
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Removes a folder with all that is in it."""

    def attempt(function, path):
        try:
            return function(path)
        except OSError as error:
            if onexc is not None:
                onexc(function, path, error)
            elif onerror is not None:
                onerror(function, path, (type(error), error, error.__traceback__))
            elif not ignore_errors:
                raise

    def remove(folder):
        for name in attempt(os.listdir, folder) or ():
            below = os.path.join(folder, name)
            if os.path.isdir(below) and not os.path.islink(below):
                remove(below)
            else:
                attempt(os.unlink, below)
        attempt(os.rmdir, folder)

    if os.path.islink(path):
        if ignore_errors:
            return
        raise OSError("Cannot call rmtree on a symbolic link")
    if not ignore_errors and onerror is None and onexc is None:
        os.lstat(path)
    remove(path)


def move(src, dst, copy_function=copy2):
    """A file or folder, to a path or into a folder."""
    target = dst
    if os.path.isdir(dst) and not os.path.samefile(src, dst):
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip("/")))
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
    try:
        os.rename(src, target)
    except OSError:
        # Another file system.
        if os.path.isdir(src):
            copytree(src, target, symlinks=True, copy_function=copy_function)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The path of a program."""
    if os.path.dirname(cmd):
        folders = [""]
    else:
        folders = (path if path is not None else os.environ.get("PATH", os.defpath)).split(os.pathsep)
    for folder in folders:
        found = os.path.join(folder, cmd)
        if os.path.isfile(found) and os.access(found, mode):
            return found
    return None


def get_terminal_size(fallback=(80, 24)):
    """Columns and lines."""
    return os.get_terminal_size() if "COLUMNS" in os.environ else os.terminal_size(fallback)
