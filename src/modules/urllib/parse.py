"""Addresses of the web as text: taking them apart, putting them together, joining, and escaping."""

from collections import namedtuple

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs", "parse_qsl",
           "quote", "quote_plus", "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes", "DefragResult",
           "ParseResult", "SplitResult"]

# Which schemes have addresses that can be relative, hosts, and parameters behind a semicolon.
uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtsps",
                 "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews", "prospero",
               "rtsp", "rtsps", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss", "itms-services"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "https", "shttp", "rtsp", "rtsps", "sip", "sips", "mms", "sftp", "tel"]
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SCHEME = _LETTERS | frozenset("0123456789+-.")
_SAFE = frozenset(map(ord, _LETTERS | frozenset("0123456789_.-~")))


class _Host:
    """What stands in `netloc`: user:password@host:port."""

    __slots__ = ()

    def _parts(self):
        user, at, host = self.netloc.rpartition("@")
        name, colon, password = user.partition(":")
        if "[" in host:
            host, _, port = host.partition("[")[2].partition("]")
            port = port.partition(":")[2]
        else:
            host, _, port = host.partition(":")
        return name if at else None, password if colon else None, host or None, port or None

    @property
    def username(self):
        return self._parts()[0]

    @property
    def password(self):
        return self._parts()[1]

    @property
    def hostname(self):
        host = self._parts()[2]
        if host is None:
            return None
        name, percent, zone = host.partition("%")
        return name.lower() + percent + zone

    @property
    def port(self):
        port = self._parts()[3]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        if int(port) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)


class DefragResult(namedtuple("DefragResult", "url fragment")):
    """An address without its fragment, and that."""

    __slots__ = ()

    def geturl(self):
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


class SplitResult(_Host, namedtuple("SplitResult", "scheme netloc path query fragment")):
    """The parts of an address."""

    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Host, namedtuple("ParseResult", "scheme netloc path params query fragment")):
    """The parts of an address, with what stands behind a semicolon in its last name."""

    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


def _text(*parts):
    for part in parts:
        if not isinstance(part, str):
            raise TypeError(f"gilscope takes addresses apart that are text, not {type(part).__name__}")


def urlsplit(url, scheme="", allow_fragments=True):
    """The five parts of an address."""
    _text(url, scheme)
    url = "".join([char for char in url.lstrip("".join(map(chr, range(33)))) if char not in "\t\r\n"])
    scheme = scheme.strip("".join(map(chr, range(33))))
    before, colon, after = url.partition(":")
    if colon and before[:1] in _LETTERS and before and all(char in _SCHEME for char in before):
        scheme, url = before.lower(), after
    netloc = query = fragment = ""
    if url[:2] == "//":
        end = min([place for place in map(url.find, "/?#", (2, 2, 2)) if place >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    """The six parts of an address."""
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        path, params = _split_params(path)
    return ParseResult(scheme, netloc, path, params, query, fragment)


def _split_params(path):
    place = path.find(";", path.rfind("/") + 1)
    return (path, "") if place < 0 else (path[:place], path[place + 1:])


def urlunsplit(components):
    """An address of its five parts."""
    scheme, netloc, path, query, fragment = components
    _text(scheme, netloc, path, query, fragment)
    if netloc:
        path = "//" + netloc + ("/" if path and path[0] != "/" else "") + path
    elif path[:2] == "//" or scheme and scheme in uses_netloc and path[:1] == "/":
        path = "//" + path
    address = f"{scheme}:{path}" if scheme else path
    return address + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def urlunparse(components):
    """An address of its six parts."""
    scheme, netloc, path, params, query, fragment = components
    return urlunsplit((scheme, netloc, f"{path};{params}" if params else path, query, fragment))


def urljoin(base, url, allow_fragments=True):
    """What an address means that stands in the document at another one (RFC 3986)."""
    if not base or not url:
        return url or base
    here = urlparse(base, "", allow_fragments)
    there = urlparse(url, here.scheme, allow_fragments)
    scheme, netloc, path, params, query, fragment = there
    if scheme != here.scheme or scheme not in uses_relative:
        return url
    if scheme in uses_netloc:
        if netloc:
            return urlunparse(there)
        netloc = here.netloc
    if not path and not params:
        return urlunparse((scheme, netloc, here.path, here.params, query or here.query, fragment))
    folder = here.path.split("/")
    if folder[-1]:
        del folder[-1]  # the document itself
    if path[:1] == "/":
        steps = path.split("/")
    else:
        steps = folder + path.split("/")
        steps[1:-1] = [step for step in steps[1:-1] if step]
    walked = []
    for step in steps:
        if step == "..":
            if walked:
                walked.pop()
        elif step != ".":
            walked.append(step)
    if steps[-1] in (".", ".."):
        walked.append("")
    return urlunparse((scheme, netloc, "/".join(walked) or "/", params, query, fragment))


def urldefrag(url):
    """An address without its fragment, and that."""
    if "#" not in url:
        return DefragResult(url, "")
    scheme, netloc, path, params, query, fragment = urlparse(url)
    return DefragResult(urlunparse((scheme, netloc, path, params, query, "")), fragment)


# Escapes.


def quote(string, safe="/", encoding=None, errors=None):
    """The text with %XX for each byte that may not stand in an address."""
    if isinstance(string, str):
        string = string.encode(encoding or "utf-8", errors or "strict")
    elif encoding is not None or errors is not None:
        raise TypeError(f"quote() doesn't support '{'encoding' if encoding is not None else 'errors'}' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    """The same with + for a space, as in queries."""
    if " " not in string if isinstance(string, str) else b" " not in string:
        return quote(string, safe, encoding, errors)
    return quote(string, safe + " ", encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    allowed = _SAFE | {byte for byte in (safe.encode("ascii", "ignore") if isinstance(safe, str) else safe) if byte < 128}
    return "".join([chr(byte) if byte in allowed else f"%{byte:02X}" for byte in bs])


def unquote_to_bytes(string):
    """The bytes that escapes stand for."""
    if isinstance(string, str):
        string = string.encode("utf-8")
    first, *rest = bytes(string).split(b"%")
    out = bytearray(first)
    for piece in rest:
        try:
            out += bytes.fromhex(piece[:2].decode("ascii")) if len(piece) >= 2 and not piece[:2].isspace() else b"%" + piece[:2]
        except ValueError:
            out += b"%" + piece[:2]
        out += piece[2:]
    return bytes(out)


def unquote(string, encoding="utf-8", errors="replace"):
    """The text that escapes stand for."""
    if isinstance(string, (bytes, bytearray)):
        return unquote_to_bytes(string).decode(encoding, errors)
    if "%" not in string:
        return string
    # Only what is ASCII can hold escapes; the rest stays, whatever the encoding.
    out, run = [], ""
    for char in string:
        if char.isascii():
            run += char
        else:
            out.append(unquote_to_bytes(run).decode(encoding, errors) + char)
            run = ""
    return "".join(out) + unquote_to_bytes(run).decode(encoding, errors)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


# Queries.


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    """A query of a mapping, or of pairs; with doseq, a sequence as a value makes a pair of each item."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError("not a valid non-string sequence or mapping object") from None

    def escaped(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    pairs = []
    for key, value in query:
        several = doseq and not isinstance(value, (str, bytes)) and hasattr(value, "__len__")
        pairs.extend([f"{escaped(key)}={escaped(each)}" for each in (value if several else [value])])
    return "&".join(pairs)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None,
              separator="&"):
    """The pairs of a query."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if not qs:
        return []
    if max_num_fields is not None and qs.count(separator) + 1 > max_num_fields:
        raise ValueError("Max number of fields exceeded")
    pairs = []
    for field in qs.split(separator):
        name, equals, value = field.partition("=")
        if not equals and strict_parsing:
            raise ValueError(f"bad query field: {field!r}")
        if (field or strict_parsing) and (value or keep_blank_values):
            pairs.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return pairs


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None,
             separator="&"):
    """A query as a dict of lists of values."""
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        found.setdefault(name, []).append(value)
    return found
