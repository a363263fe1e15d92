"""Regular expressions. `_re` reads the patterns and finds the matches."""

import _re
import enum

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
           "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
           "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError", "DEBUG"]


class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    """How a pattern is read and matched."""

    NOFLAG = 0
    IGNORECASE = I = 2
    LOCALE = L = 4
    MULTILINE = M = 8
    DOTALL = S = 16
    UNICODE = U = 32
    VERBOSE = X = 64
    DEBUG = 128
    ASCII = A = 256

    def __repr__(self):
        names = [f"re.{each.name}" for each in RegexFlag if each.value and each.value & self.value]
        rest = self.value & ~sum(each.value for each in RegexFlag)
        return "|".join(names + [hex(rest)] * bool(rest)) or "re.NOFLAG"

    __str__ = object.__str__
    __format__ = object.__format__


NOFLAG = RegexFlag.NOFLAG
A = ASCII = RegexFlag.ASCII
I = IGNORECASE = RegexFlag.IGNORECASE
L = LOCALE = RegexFlag.LOCALE
M = MULTILINE = RegexFlag.MULTILINE
S = DOTALL = RegexFlag.DOTALL
U = UNICODE = RegexFlag.UNICODE
X = VERBOSE = RegexFlag.VERBOSE
DEBUG = RegexFlag.DEBUG


class PatternError(Exception):
    """A pattern is wrong: what, and where."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg += f" (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


error = PatternError
_UNLIMITED = 1 << 61


class Pattern:
    """A compiled pattern."""

    __slots__ = ("pattern", "flags", "groups", "groupindex", "_program", "_bytes")

    def __new__(cls, *args):
        raise TypeError("cannot create 're.Pattern' instances")

    def _text(self, string):
        """What the program looks at: bytes as the characters of the same numbers."""
        if self._bytes:
            if isinstance(string, str):
                raise TypeError("cannot use a bytes pattern on a string-like object")
            return bytes(string).decode("latin-1")
        if isinstance(string, (bytes, bytearray)):
            raise TypeError("cannot use a string pattern on a bytes-like object")
        return string

    def _find(self, string, pos, endpos, how):
        places = self._program.find(self._text(string), pos, endpos, how)
        return None if places is None else _match(self, string, places, pos, endpos)

    def match(self, string, pos=0, endpos=_UNLIMITED):
        """The match at the beginning."""
        return self._find(string, pos, endpos, "match")

    def fullmatch(self, string, pos=0, endpos=_UNLIMITED):
        """The match of all the text."""
        return self._find(string, pos, endpos, "fullmatch")

    def search(self, string, pos=0, endpos=_UNLIMITED):
        """The first match."""
        return self._find(string, pos, endpos, "search")

    def finditer(self, string, pos=0, endpos=_UNLIMITED):
        """All matches that do not overlap."""
        places = self._program.find_all(self._text(string), pos, endpos, 0)
        return iter([_match(self, string, each, pos, endpos) for each in places])

    def findall(self, string, pos=0, endpos=_UNLIMITED):
        """What all matches matched; what their groups matched, if there are groups."""
        found = self._program.find_all(self._text(string), pos, endpos, 0)
        if self.groups == 0:
            return [string[each[0]:each[1]] for each in found]
        if self.groups == 1:
            return [string[each[2]:each[3]] if each[2] >= 0 else string[:0] for each in found]
        return [tuple([string[each[at]:each[at + 1]] if each[at] >= 0 else string[:0]
                       for at in range(2, len(each) - 1, 2)]) for each in found]

    def split(self, string, maxsplit=0):
        """The text between the matches, and what the groups matched."""
        done, at = [], 0
        for each in self._program.find_all(self._text(string), 0, _UNLIMITED, max(maxsplit, 0)) if maxsplit >= 0 else ():
            done.append(string[at:each[0]])
            for group in range(2, len(each) - 1, 2):
                done.append(string[each[group]:each[group + 1]] if each[group] >= 0 else None)
            at = each[1]
        return done + [string[at:]]

    def sub(self, repl, string, count=0):
        """The text with its matches replaced."""
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """The same, and how many matches were replaced."""
        found = self._program.find_all(self._text(string), 0, _UNLIMITED, max(count, 0)) if count >= 0 else []
        if not callable(repl):
            parts = _parse_template(repl, self)
        done, at = [], 0
        for each in found:
            done.append(string[at:each[0]])
            if callable(repl):
                made = repl(_match(self, string, each, 0, _UNLIMITED))
                if made is not None:
                    done.append(made)
            else:
                for part in parts:
                    if isinstance(part, int):
                        start = each[2 * part]
                        part = string[start:each[2 * part + 1]] if start >= 0 else string[:0]
                    done.append(part)
            at = each[1]
        done.append(string[at:])
        return string[:0].join(done), len(found)

    def __repr__(self):
        flags = self.flags if self._bytes else self.flags & ~UNICODE.value
        shown = repr(self.pattern)
        text = shown if len(shown) <= 200 else shown[:200]
        return f"re.compile({text}{f', {RegexFlag(flags)!r}' if flags else ''})"

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class Match:
    """A match: where it is, and what its groups matched."""

    __slots__ = ("re", "string", "pos", "endpos", "_places")

    def __new__(cls, *args):
        raise TypeError("cannot create 're.Match' instances")

    def _group(self, group):
        """Where the places of a group stand."""
        if isinstance(group, int):
            number = group
        else:
            number = self.re.groupindex.get(group, -1)
        if not 0 <= number <= self.re.groups:
            raise IndexError("no such group")
        return 2 * number

    def group(self, *groups):
        """What groups matched; without arguments what the whole pattern matched."""
        if len(groups) > 1:
            return tuple([self[group] for group in groups])
        return self[groups[0]] if groups else self[0]

    def __getitem__(self, group):
        at = self._group(group)
        start = self._places[at]
        return None if start < 0 else self.string[start:self._places[at + 1]]

    def groups(self, default=None):
        """What all groups matched."""
        found = [self[group] for group in range(1, self.re.groups + 1)]
        return tuple([default if each is None else each for each in found])

    def groupdict(self, default=None):
        """What the groups with names matched, by name."""
        found = {name: self[group] for name, group in self.re.groupindex.items()}
        return {name: default if each is None else each for name, each in found.items()}

    def start(self, group=0):
        """Where a group begins; -1 if it matched nothing."""
        return self._places[self._group(group)]

    def end(self, group=0):
        """Where a group ends."""
        return self._places[self._group(group) + 1]

    def span(self, group=0):
        """Both."""
        at = self._group(group)
        return self._places[at], self._places[at + 1]

    def expand(self, template):
        """A template as sub() takes it, filled in."""
        parts = _parse_template(template, self.re)
        return self.string[:0].join([(self[part] or self.string[:0]) if isinstance(part, int) else part
                                     for part in parts])

    @property
    def lastindex(self):
        return self._places[-1]

    @property
    def lastgroup(self):
        return next((name for name, group in self.re.groupindex.items() if group == self._places[-1]), None)

    @property
    def regs(self):
        return tuple([self.span(group) for group in range(self.re.groups + 1)])

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self[0]!r:.50}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


def _match(pattern, string, places, pos, endpos):
    made = object.__new__(Match)
    made.re, made.string, made._places = pattern, string, places
    made.pos, made.endpos = max(0, min(pos, len(string))), max(0, min(endpos, len(string)))
    return made


# ----- templates -----

_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}


def _parse_template(template, pattern):
    """A template as a list of texts and numbers of groups."""
    if not isinstance(template, str) and not isinstance(template, (bytes, bytearray)):
        raise TypeError(f"decoding to str: need a bytes-like object, {type(template).__name__} found")
    text = template if isinstance(template, str) else bytes(template).decode("latin-1")
    if isinstance(template, str) and pattern._bytes or not isinstance(template, str) and not pattern._bytes:
        kinds = ("a bytes-like object", "str") if pattern._bytes else ("str instance", "bytes")
        raise TypeError(f"sequence item 0: expected {kinds[0]}, {kinds[1]} found")
    parts, at = [], 0
    while True:
        found = text.find("\\", at)
        if found < 0 or found == len(text) - 1:
            if found >= 0:
                raise PatternError("bad escape (end of pattern)", template, found)
            parts.append(text[at:])
            break
        parts.append(text[at:found])
        part, at = _parse_escape(text, found, template, pattern)
        parts.append(part)
    encode = (lambda part: part) if isinstance(template, str) else (
        lambda part: part.encode("latin-1") if isinstance(part, str) else part)
    return [encode(part) for part in parts if part != ""]


def _parse_escape(text, at, template, pattern):
    """What the backslash at a place stands for, and where the text goes on."""
    letter = text[at + 1]
    if letter == "g":
        if text[at + 2:at + 3] != "<":
            raise PatternError("missing <", template, at + 2)
        end = text.find(">", at + 3)
        name = text[at + 3:end]
        if end < 0:
            raise PatternError("missing >, unterminated name" if text[at + 3:] else "missing group name", template, at + 3)
        if not name:
            raise PatternError("missing group name", template, at + 3)
        if name.isdecimal() and name.isascii():
            group = int(name)
            if group > pattern.groups:
                raise PatternError(f"invalid group reference {group}", template, at + 3)
        elif name.isidentifier():
            if name not in pattern.groupindex:
                raise IndexError(f"unknown group name {name!r}")
            group = pattern.groupindex[name]
        else:
            raise PatternError(f"bad character in group name {name!r}", template, at + 3)
        return group, end + 1
    if letter.isdecimal() and letter.isascii():
        digits = text[at + 1:at + 4]
        size = len(digits) - len(digits.lstrip("01234567"))
        if letter == "0":
            return chr(int(digits[:size], 8)), at + 1 + size
        if size == 3:
            return chr(int(digits, 8)), at + 4
        size = 2 if digits[1:2].isdecimal() and digits[1:2].isascii() else 1
        group = int(digits[:size])
        if group > pattern.groups:
            raise PatternError(f"invalid group reference {group}", template, at + 1)
        return group, at + 1 + size
    if letter in _ESCAPES:
        return _ESCAPES[letter], at + 2
    if letter.isascii() and letter.isalpha():
        raise PatternError(f"bad escape \\{letter}", template, at)
    return "\\" + letter, at + 2


# ----- functions -----

_compiled = {}
_MOST_COMPILED = 512


def compile(pattern, flags=0):
    """The compiled pattern. Those of the last patterns are kept."""
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    flags = int(flags)
    key = type(pattern), pattern, flags
    try:
        return _compiled[key]
    except KeyError:
        pass
    is_bytes = isinstance(pattern, (bytes, bytearray))
    if not is_bytes and not isinstance(pattern, str):
        raise TypeError("first argument must be string or compiled pattern")
    if is_bytes and flags & UNICODE.value:
        raise ValueError("cannot use UNICODE flag with a bytes pattern")
    if not is_bytes and flags & LOCALE.value:
        raise ValueError("cannot use LOCALE flag with a str pattern")
    if flags & ASCII.value and flags & UNICODE.value:
        raise ValueError("ASCII and UNICODE flags are incompatible")
    text = bytes(pattern).decode("latin-1") if is_bytes else pattern
    program = _re.Program(text, flags | ASCII.value if is_bytes else flags)
    if isinstance(program, tuple):
        raise PatternError(program[0], None if program[1] is None else pattern, program[1])
    made = object.__new__(Pattern)
    made.pattern, made._program, made._bytes = pattern, program, is_bytes
    made.flags = program.flags & ~(ASCII.value if is_bytes and not flags & ASCII.value else 0)
    made.groups, made.groupindex = program.groups, dict(program.names)
    if len(_compiled) >= _MOST_COMPILED:
        _compiled.clear()
    _compiled[key] = made
    return made


def match(pattern, string, flags=0):
    """The match at the beginning."""
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """The match of all the text."""
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match."""
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """The text with its matches replaced."""
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """The same, and how many matches were replaced."""
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """The text between the matches."""
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """What all matches matched."""
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """All matches."""
    return compile(pattern, flags).finditer(string)


def purge():
    """Forgets the compiled patterns."""
    _compiled.clear()


_SPECIAL = {ord(char): "\\" + char for char in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """A pattern that matches just this text."""
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return bytes(pattern).decode("latin-1").translate(_SPECIAL).encode("latin-1")
