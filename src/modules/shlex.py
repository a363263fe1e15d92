"""Text split into words as a shell does it, and quoted for it."""

__all__ = ["split", "quote", "join"]

_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%_-+=:,./")


def split(s, comments=False, posix=True):
    """The words of a command line."""
    if s is None:
        raise ValueError("s argument must not be None")
    words, word, quote, at = [], None, "", 0
    while at < len(s):
        char = s[at]
        at += 1
        if quote:
            if char == quote:
                quote = ""
                word += "" if posix else char
            elif char == "\\" and quote == '"' and posix and s[at:at + 1] in ('"', "\\"):
                word += s[at]
                at += 1
            else:
                word += char
        elif char in "'\"":
            quote = char
            word = (word or "") + ("" if posix else char)
        elif char == "\\" and posix:
            if at == len(s):
                raise ValueError("No escaped character")
            word = (word or "") + s[at]
            at += 1
        elif char in " \t\r\n":
            if word is not None:
                words.append(word)
            word = None
        elif char == "#" and comments:
            at = s.find("\n", at)
            at = len(s) if at < 0 else at
        else:
            word = (word or "") + char
    if quote:
        raise ValueError("No closing quotation")
    return words if word is None else words + [word]


def quote(s):
    """The text as one word of a command line."""
    if not s:
        return "''"
    if _SAFE.issuperset(s):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    """A command line of these words."""
    return " ".join([quote(word) for word in split_command])
