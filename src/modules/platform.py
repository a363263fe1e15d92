"""What the script runs on: the machine, the system, and the Python."""

import os
import sys
from _structseq import structseq

_uname_result = structseq("platform.uname_result", "system node release version machine")


def uname():
    """System, node, release, version and machine."""
    return _uname_result(tuple(os.uname()))


def system():
    """The system's name: Linux, Darwin."""
    return os.uname()[0]


def node():
    """The machine's name in the network."""
    return os.uname()[1]


def release():
    """The system's release."""
    return os.uname()[2]


def version():
    """The system's version."""
    return os.uname()[3]


def machine():
    """The kind of processor: x86_64, aarch64."""
    return os.uname()[4]


def processor():
    """The processor's name; empty if it is unknown."""
    return ""


def architecture(executable=sys.executable, bits="", linkage=""):
    """The size of a pointer and the format of programs."""
    return bits or ("64bit" if sys.maxsize > 2 ** 32 else "32bit"), linkage or ("ELF" if sys.platform == "linux" else "")


def platform(aliased=False, terse=False):
    """All of it in one string."""
    parts = [system(), release()] if terse else [system(), release(), machine()]
    return "-".join(part.replace(" ", "_") for part in parts if part)


def python_implementation():
    """What runs the script: gilscope."""
    return sys.implementation.name


def python_version():
    """The version of Python that scripts find: 3.13.0."""
    return ".".join(map(str, sys.version_info[:3]))


def python_version_tuple():
    """The same in three strings."""
    return tuple(python_version().split("."))


def python_branch():
    return ""


def python_revision():
    return ""


def python_build():
    """Number and date of the build; both unknown."""
    return "", ""


def python_compiler():
    """The compiler that built what runs the script."""
    return "rustc"
