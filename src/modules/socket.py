"""Sockets: connections and datagrams over TCP, UDP and between processes of one machine."""

import os
import sys
import _socket
from _socket import *
from _socket import _addresses, _pair
from os import dup
from enum import IntEnum, IntFlag


def _named(kind, name, *prefixes):
    """The numbers whose names begin so as an enumeration, whose members take their places here."""
    numbers = {key: value for key, value in _socket.__dict__.items() if key.startswith(prefixes)}
    enumeration = kind(name, numbers, module=__name__)
    globals().update(enumeration.__members__)
    return enumeration


AddressFamily = _named(IntEnum, "AddressFamily", "AF_")
SocketKind = _named(IntEnum, "SocketKind", "SOCK_")
MsgFlag = _named(IntFlag, "MsgFlag", "MSG_")
AddressInfo = _named(IntFlag, "AddressInfo", "AI_")


def _member(enumeration, number):
    """The member of a number, or the number if it has no name."""
    try:
        return enumeration(number)
    except ValueError:
        return number


error = OSError
timeout = TimeoutError
has_ipv6 = True


class herror(OSError):
    """A host's address has no name."""


class gaierror(OSError):
    """A host's name has no address."""


_default_timeout = None


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    probe = socket()
    try:
        probe.settimeout(timeout)
        _default_timeout = probe.gettimeout()
    finally:
        probe.close()


class socket:
    """An endpoint of a connection. What needs only the system is done by the methods of _socket.socket, which find `_handle` themselves."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._handle = _socket.socket(family, type, proto, fileno)
        if _default_timeout is not None:
            self.settimeout(_default_timeout)

    _system = _socket.socket
    bind, listen, shutdown, close = _system.bind, _system.listen, _system.shutdown, _system.close
    connect, connect_ex, _accept = _system.connect, _system.connect_ex, _system._accept
    send, sendall, _sendto = _system.send, _system.sendall, _system._sendto
    recv, recvfrom = _system.recv, _system.recvfrom
    fileno, detach = _system.fileno, _system.detach
    getsockname, getpeername = _system.getsockname, _system.getpeername
    settimeout, gettimeout = _system.settimeout, _system.gettimeout
    setsockopt, getsockopt = _system.setsockopt, _system.getsockopt
    del _system

    family = property(lambda self: _member(AddressFamily, self._handle.family))
    type = property(lambda self: _member(SocketKind, self._handle.type))
    proto = property(lambda self: self._handle.proto)
    timeout = property(lambda self: self.gettimeout())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        name = f"{type(self).__module__}.{type(self).__qualname__}"
        closed = " [closed]" if self.fileno() < 0 else ""
        text = f"<{name}{closed} fd={self.fileno()}, family={self.family}, type={self.type}, proto={self.proto}"
        if not closed:
            for label, ask in ("laddr", self.getsockname), ("raddr", self.getpeername):
                try:
                    if address := ask():
                        text += f", {label}={address}"
                except OSError:
                    pass
        return text + ">"

    def accept(self):
        """Waits for a connection: a socket for it, and who it is from."""
        number, address = self._accept()
        connection = socket(self.family, self.type, self.proto, number)
        return connection, address

    def setblocking(self, flag, /):
        self.settimeout(None if flag else 0.0)

    def getblocking(self):
        return self.gettimeout() != 0.0

    def sendto(self, data, flags_or_address, address=None, /):
        if address is None:
            return self._sendto(data, 0, flags_or_address)
        return self._sendto(data, flags_or_address, address)

    def recv_into(self, buffer, nbytes=0, flags=0):
        data = self.recv(nbytes or len(buffer), flags)
        buffer[: len(data)] = data
        return len(data)

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        data, address = self.recvfrom(nbytes or len(buffer), flags)
        buffer[: len(data)] = data
        return len(data), address

    def sendfile(self, file, offset=0, count=None):
        """Sends what is left of a binary file, or `count` bytes of it."""
        if offset:
            file.seek(offset)
        sent = 0
        while count is None or sent < count:
            data = file.read(8192 if count is None else min(8192, count - sent))
            if not data:
                break
            self.sendall(data)
            sent += len(data)
        return sent

    def dup(self):
        """Another socket for the same end."""
        copy = type(self)(self.family, self.type, self.proto, dup(self.fileno()))
        copy.settimeout(self.gettimeout())
        return copy

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        """A file over the connection, which stays open until both are closed."""
        if not set(mode) <= {"r", "w", "b"}:
            raise ValueError(f"invalid mode {mode!r} (only r, w, b allowed)")
        buffering = -1 if buffering is None else buffering
        if buffering == 0 and "b" not in mode:
            raise ValueError("unbuffered streams must be binary")
        kind = "b" if "b" in mode else ""
        directions = [letter for letter in "rw" if letter in mode] or ["r"]
        files = [
            open(dup(self.fileno()), direction + kind, buffering, encoding, errors, newline)
            for direction in directions
        ]
        return files[0] if len(files) == 1 else _TwoWay(*files)


class _TwoWay:
    """A file to read from and one to write to, as one."""

    def __init__(self, reader, writer):
        self._reader, self._writer = reader, writer
        self.read, self.readline, self.readlines = reader.read, reader.readline, reader.readlines
        self.write, self.writelines, self.flush = writer.write, writer.writelines, writer.flush

    closed = property(lambda self: self._writer.closed)

    def readable(self):
        return True

    writable = readable

    def __iter__(self):
        return iter(self._reader)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        try:
            self._writer.close()
        finally:
            self._reader.close()


SocketType = _socket.socket


def fromfd(fd, family, type, proto=0):
    """A socket for a copy of a descriptor."""
    return socket(family, type, proto, dup(fd))


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two connected sockets."""
    family = AF_UNIX if family is None else family
    a, b = _pair(family, type, proto)
    return socket(family, type, proto, a), socket(family, type, proto, b)


_services = {"echo": 7, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25, "domain": 53, "http": 80, "pop3": 110, "https": 443}


def getservbyname(service, protocol=None, /):
    if service not in _services:
        raise OSError("service/proto not found")
    return _services[service]


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """What to make a socket from, and to bind or connect it to: a list of (family, type, proto, name, address)."""
    if host is None and port is None:
        raise gaierror(EAI_NONAME, "Name or service not known")
    if port is None:
        port = 0
    elif isinstance(port, (str, bytes)):
        text = port.decode() if isinstance(port, bytes) else port
        if not text.isdecimal() and text not in _services:
            raise gaierror(EAI_SERVICE, "Servname not supported for ai_socktype")
        port = int(text) if text.isdecimal() else _services[text]
    elif not isinstance(port, int):
        raise OSError("Int or String expected")
    if host is None:
        four, six = ("0.0.0.0", "::") if flags & AI_PASSIVE else ("127.0.0.1", "::1")
        found = [(AF_INET, four), (AF_INET6, six)]
        found = [pair for pair in found if family in (AF_UNSPEC, pair[0])]
    else:
        found = _addresses(host, family)
    kinds = [
        (kind, number)
        for kind, number in ((SOCK_STREAM, IPPROTO_TCP), (SOCK_DGRAM, IPPROTO_UDP), (SOCK_RAW, 0))
        if type in (0, kind) and proto in (0, number)
    ]
    return [
        (_member(AddressFamily, kind_of), kind, number, "", (text, port) if kind_of == AF_INET else (text, port, 0, 0))
        for kind_of, text in found
        for kind, number in kinds
    ]


def gethostbyname(hostname, /):
    return _addresses(hostname, AF_INET)[0][1]


def gethostbyname_ex(hostname, /):
    return hostname, [], [text for _, text in _addresses(hostname, AF_INET)]


def getfqdn(name=""):
    """The full name of a host, as far as it is known without asking others."""
    return gethostname() if name in ("", "0.0.0.0", "::") else name


def create_connection(address, timeout=..., source_address=None, *, all_errors=False):
    """A socket that is connected to (host, port), by the first of the host's addresses that answers."""
    host, port = address
    exceptions = []
    for family, kind, proto, _, place in getaddrinfo(host, port, 0, SOCK_STREAM):
        connection = socket(family, kind, proto)
        try:
            if timeout is not ...:
                connection.settimeout(timeout)
            if source_address:
                connection.bind(source_address)
            connection.connect(place)
            return connection
        except OSError as exception:
            connection.close()
            exceptions.append(exception)
    if not exceptions:
        raise OSError("getaddrinfo returns an empty list")
    if all_errors:
        raise ExceptionGroup("create_connection failed", exceptions)
    try:
        raise exceptions[-1]
    finally:
        # The exception knows its traceback, and so this frame.
        exceptions.clear()


def has_dualstack_ipv6():
    return False


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """A socket that listens at (host, port)."""
    if dualstack_ipv6:
        raise ValueError("dualstack_ipv6 not supported on this platform")
    server = socket(family, SOCK_STREAM)
    try:
        server.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            server.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if family == AF_INET6:
            server.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 1)
        try:
            server.bind(address)
        except OSError as exception:
            message = f"{exception.strerror} (while attempting to bind on address {address!r})"
            raise OSError(exception.errno, message) from None
        server.listen() if backlog is None else server.listen(backlog)
        return server
    except OSError:
        server.close()
        raise


def close(fd, /):
    os.close(fd)


def inet_aton(ip_string, /):
    """The four bytes of a.b.c.d, where the last of fewer numbers fills the rest."""
    parts = ip_string.split(".")
    try:
        numbers = [int(part, 0 if part[:2].lower() == "0x" or not part.startswith("0") else 8) for part in parts]
        *first, last = numbers
        return bytes(first) + last.to_bytes(4 - len(first), "big")
    except (ValueError, OverflowError):
        raise OSError("illegal IP address string passed to inet_aton") from None


def inet_ntoa(packed_ip, /):
    if len(packed_ip) != 4:
        raise OSError("packed IP wrong length for inet_ntoa")
    return inet_ntop(AF_INET, packed_ip)


def _swapped(number, size):
    if number < 0:
        raise OverflowError("can't convert negative value to unsigned int")
    if number >> 8 * size:
        raise OverflowError(f"Python int too large to convert to C {8 * size}-bit unsigned integer")
    return int.from_bytes(number.to_bytes(size, sys.byteorder), "big")


def htons(number, /):
    return _swapped(number, 2)


def htonl(number, /):
    return _swapped(number, 4)


ntohs, ntohl = htons, htonl
