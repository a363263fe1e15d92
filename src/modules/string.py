"""Constants of characters, templates with $names, and the machinery of str.format."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Each word with its first letter in upper case and the rest in lower case."""
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    """Text with $name and ${name} in the places of values; $$ stands for a dollar sign."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """Tuples of plain text, a name, the placeholder as written, and where it stands. The name is None where nothing is to be
        replaced, and the placeholder None where it is no valid one."""
        text, sign = self.template, self.delimiter
        at = 0
        while True:
            found = text.find(sign, at)
            if found < 0:
                yield text[at:], None, "", len(text)
                return
            plain, after = text[at:found], found + len(sign)
            braced = text.startswith("{", after)
            start = end = after + braced
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_") and (
                    end > start or not text[end].isdigit()):
                end += 1
            if text.startswith(sign, after):
                at = after + len(sign)
                yield plain + sign, None, "", found
            elif end > start and (not braced or text.startswith("}", end)):
                at = end + braced
                yield plain, text[start:end], text[found:at], found
            else:
                at = after
                yield plain, None, None, found

    def _fail(self, at):
        lines = self.template[:at].splitlines(keepends=True)
        column = at - len("".join(lines[:-1])) + 1 if lines and not lines[-1].endswith("\n") else 1
        line = len(lines) if column > 1 else len(lines) + 1
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def _fill(self, mapping, names, safe):
        values = names if mapping is None else {**mapping, **names} if names else mapping
        done = []
        for plain, name, written, at in self._pieces():
            done.append(plain)
            if written is None:
                if not safe:
                    self._fail(at)
                done.append(self.delimiter)
            elif name is not None:
                try:
                    done.append(str(values[name]))
                except KeyError:
                    if not safe:
                        raise
                    done.append(written)
        return "".join(done)

    def substitute(self, mapping=None, /, **names):
        """The text with its values; KeyError if one is missing."""
        return self._fill(mapping, names, False)

    def safe_substitute(self, mapping=None, /, **names):
        """The text with its values; what is missing stays as it is written."""
        return self._fill(mapping, names, True)

    def is_valid(self):
        """Whether all placeholders are well-formed."""
        return all(written is not None for _, _, written, _ in self._pieces())

    def get_identifiers(self):
        """The names, each once."""
        return list(dict.fromkeys(name for _, name, _, _ in self._pieces() if name is not None))


class Formatter:
    """str.format, with methods that a subclass can override."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        done, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return done

    def _vformat(self, format_string, args, kwargs, used, depth, number):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        done = []
        for literal, name, spec, conversion in self.parse(format_string):
            done.append(literal)
            if name is None:
                continue
            if name == "" or name[0] in ".[":
                if number is None:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name, number = f"{number}{name}", number + 1
            elif name[0].isdigit():
                if number:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                number = None
            value, key = self.get_field(name, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec, number = self._vformat(spec, args, kwargs, used, depth - 1, number)
            done.append(self.format_field(value, spec))
        return "".join(done), number

    def parse(self, format_string):
        """Tuples of literal text, the field's name, its format and its conversion; None for all three after the last field."""
        literal, at = "", 0
        while at < len(format_string):
            char = format_string[at]
            if char not in "{}":
                literal += char
                at += 1
            elif format_string[at + 1:at + 2] == char:
                literal += char
                at += 2
            elif char == "}":
                raise ValueError("Single '}' encountered in format string")
            else:
                depth, end = 1, at + 1
                while depth and end < len(format_string):
                    depth += {"{": 1, "}": -1}.get(format_string[end], 0)
                    end += 1
                if depth:
                    raise ValueError("expected '}' before end of string" if end > at + 1 else
                                     "Single '{' encountered in format string")
                head, _, spec = format_string[at + 1:end - 1].partition(":")
                name, mark, conversion = head.partition("!")
                yield literal, name, spec, conversion if mark else None
                literal, at = "", end
        if literal:
            yield literal, None, None, None

    def get_field(self, field_name, args, kwargs):
        """The value of a name like 0.attribute[item], and the first part of the name."""
        end = next((at for at, char in enumerate(field_name) if char in ".["), len(field_name))
        first, rest = field_name[:end], field_name[end:]
        first = int(first) if first.isdigit() else first
        value = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == ".":
                end = next((at for at, char in enumerate(rest[1:], 1) if char in ".["), len(rest))
                value = getattr(value, rest[1:end])
            else:
                end = rest.index("]") + 1
                item = rest[1:end - 1]
                value = value[int(item) if item.isdigit() else item]
            rest = rest[end:]
        return value, first

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        convert = {"s": str, "r": repr, "a": ascii}.get(conversion)
        if convert is None:
            raise ValueError(f"Unknown conversion specifier {conversion!s}")
        return convert(value)
