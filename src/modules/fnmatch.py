"""Names matched with the patterns of a shell: * ? [abc] [!abc]."""

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]

_MOST_COMPILED = 256
_compiled = {}


def fnmatch(name, pat):
    """Whether a name fits; on Unix case matters."""
    return fnmatchcase(name, pat)


def fnmatchcase(name, pat):
    """Whether a name fits."""
    return _matcher(pat)(name) is not None


def filter(names, pat):
    """The names that fit."""
    fits = _matcher(pat)
    return [name for name in names if fits(name) is not None]


def _matcher(pat):
    found = _compiled.get(pat)
    if found is None:
        import re
        if len(_compiled) >= _MOST_COMPILED:
            _compiled.clear()
        source = translate(pat) if isinstance(pat, str) else translate(pat.decode("latin-1")).encode("latin-1")
        found = _compiled[pat] = re.compile(source).match
    return found


def translate(pat):
    """The regular expression that says the same."""
    import re
    done, at = [], 0
    while at < len(pat):
        char = pat[at]
        at += 1
        if char == "*":
            if not done or done[-1] != ".*":
                done.append(".*")
        elif char == "?":
            done.append(".")
        elif char == "[":
            end = at + (pat[at:at + 1] == "!")
            end = pat.find("]", end + (pat[end:end + 1] == "]"))
            if end < 0:
                done.append("\\[")
                continue
            members = pat[at:end].replace("\\", "\\\\").replace("[", "\\[")
            at = end + 1
            done.append(f"[^{members[1:]}]" if members[0] == "!" else f"[{'\\' if members[0] == '^' else ''}{members}]")
        else:
            done.append(re.escape(char))
    return f"(?s:{''.join(done)})\\Z"
