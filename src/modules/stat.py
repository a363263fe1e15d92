"""What the numbers of os.stat() say."""

ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(10)

S_IFSOCK, S_IFLNK, S_IFREG, S_IFBLK, S_IFDIR, S_IFCHR, S_IFIFO = 0xC000, 0xA000, 0x8000, 0x6000, 0x4000, 0x2000, 0x1000
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001


def S_IMODE(mode):
    return mode & 0o7777


def S_IFMT(mode):
    return mode & 0xF000


def _is(kind):
    return lambda mode: S_IFMT(mode) == kind


S_ISDIR, S_ISREG, S_ISLNK, S_ISFIFO = _is(S_IFDIR), _is(S_IFREG), _is(S_IFLNK), _is(S_IFIFO)
S_ISSOCK, S_ISCHR, S_ISBLK = _is(S_IFSOCK), _is(S_IFCHR), _is(S_IFBLK)

_letters = {S_IFSOCK: "s", S_IFLNK: "l", S_IFREG: "-", S_IFBLK: "b", S_IFDIR: "d", S_IFCHR: "c", S_IFIFO: "p"}


def filemode(mode):
    """As ls shows it: -rwxr-xr-x"""
    text = _letters.get(S_IFMT(mode), "?")
    for shift, special, letter in (6, S_ISUID, "s"), (3, S_ISGID, "s"), (0, S_ISVTX, "t"):
        bits = mode >> shift
        text += "r" if bits & 4 else "-"
        text += "w" if bits & 2 else "-"
        if mode & special:
            text += letter if bits & 1 else letter.upper()
        else:
            text += "x" if bits & 1 else "-"
    return text
