"""Text brought to a width, and lines indented and dedented."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_WHITE = "\t\n\x0b\x0c\r "
_SPACES = {ord(char): " " for char in _WHITE}


def _chunks(text, hyphens):
    """Words, the spaces between them, and the pieces of words that end with a hyphen."""
    at = 0
    while at < len(text):
        end = at
        if text[at] == " ":
            while end < len(text) and text[end] == " ":
                end += 1
            yield text[at:end]
        else:
            while end < len(text) and text[end] != " ":
                end += 1
            word = text[at:end]
            yield from _hyphenated(word) if hyphens and "-" in word else [word]
        at = end


def _hyphenated(word):
    """A word's pieces: it may break after a hyphen between letters, and around a dash of two or more hyphens."""
    start = at = 0
    while at < len(word):
        if word[at] != "-":
            at += 1
            continue
        end = at
        while end < len(word) and word[end] == "-":
            end += 1
        if end - at > 1:
            if at > start and end < len(word) and word[end].isalnum():
                yield word[start:at]
                yield word[at:end]
                start = end
        elif at - start >= 2 and word[at - 1].isalpha() and word[at - 2].isalnum() and len(word) - end >= 2 and (
                word[end].isalpha() and (word[end + 1].isalpha() or word[end + 1] == "-")):
            yield word[start:end]
            start = end
        at = end
    if start < len(word):
        yield word[start:]


class TextWrapper:
    """How text is wrapped."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        """The lines of a paragraph."""
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(_SPACES)
        chunks = list(_chunks(text, self.break_on_hyphens))
        if self.fix_sentence_endings:
            for at in range(len(chunks) - 1):
                if chunks[at + 1] == " " and chunks[at].rstrip("\"'")[-1:] in (".", "!", "?") and (
                        chunks[at].rstrip("\"'")[-2:-1].islower()):
                    chunks[at + 1] = "  "
        chunks.reverse()
        return self._lines(chunks)

    def _lines(self, chunks):
        lines = []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line, length = [], 0
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._break_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            rest = [chunk for chunk in chunks if chunk.strip()] if self.drop_whitespace else chunks
            is_last = len(lines) + 1 == self.max_lines
            if not is_last or not rest and length <= width:
                lines.append(indent + "".join(line))
                continue
            self._end_with_placeholder(lines, line, length, width, indent)
            break
        return lines

    def _break_word(self, chunks, line, length, width):
        """A word that is longer than a line: as much of it as fits, or all of it on a line of its own."""
        room = width - length if width > 0 else 1
        if self.break_long_words:
            word, end = chunks[-1], room
            if self.break_on_hyphens and len(word) > room:
                hyphen = word.rfind("-", 0, room)
                if hyphen > 0 and any(char != "-" for char in word[:hyphen]):
                    end = hyphen + 1
            line.append(word[:end])
            chunks[-1] = word[end:]
            if not chunks[-1]:
                chunks.pop()
        elif not line:
            line.append(chunks.pop())

    def _end_with_placeholder(self, lines, line, length, width, indent):
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def fill(self, text):
        """The lines of a paragraph as one string."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """The lines of a paragraph as one string."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text on one line, its end left out if it is too long."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """The text without the white space that all its lines begin with."""
    lines = text.split("\n")
    margin = None
    for at, line in enumerate(lines):
        if not line.strip():
            lines[at] = ""
            continue
        own = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = own
        else:
            while not own.startswith(margin):
                margin = margin[:-1]
    cut = len(margin or "")
    return "\n".join([line[cut:] for line in lines])


def indent(text, prefix, predicate=None):
    """The text with a prefix before its lines; before those of white space alone only if the predicate says so."""
    lines = text.splitlines(True)
    wanted = str.strip if predicate is None else predicate
    return "".join([prefix + line if wanted(line) else line for line in lines])
