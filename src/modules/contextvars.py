"""Variables with a value for each context. Each thread begins in an empty context of its own."""

from _thread import _LocalKey, _local_dict

__all__ = ["Context", "ContextVar", "Token", "copy_context"]

_key = _LocalKey()
_NONE = object()


def _current():
    """The context that the calling thread is in."""
    own, new = _local_dict(_key)
    if new:
        own["context"] = Context()
    return own["context"]


class ContextVar:
    """A variable."""

    def __init__(self, name, /, *, default=_NONE):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_NONE, /):
        """The value in the current context, else the default given here, else the variable's own."""
        for value in (_current()._values.get(self, _NONE), default, self._default):
            if value is not _NONE:
                return value
        raise LookupError(self)

    def set(self, value, /):
        """Sets the value in the current context. Returns a token for reset()."""
        context = _current()
        token = Token(self, context, context._values.get(self, Token.MISSING))
        context._values[self] = value
        return token

    def reset(self, token, /):
        """Puts the value back that was there before a set()."""
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token.var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        context = _current()
        if token._context is not context:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token.old_value is Token.MISSING:
            context._values.pop(self, None)
        else:
            context._values[self] = token.old_value

    def __repr__(self):
        default = "" if self._default is _NONE else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


class Token:
    """What a set() changed."""

    MISSING = _Missing()

    def __init__(self, var, context, old_value):
        self.var, self.old_value = var, old_value
        self._context, self._used = context, False

    def __repr__(self):
        return f"<Token{' used' if self._used else ''} var={self.var!r} at {id(self):#x}>"


class Context:
    """The values of variables: a mapping that run() works in."""

    __module__ = "_contextvars"

    def __init__(self):
        self._values = {}
        self._entered = False

    def run(self, callable, /, *args, **kwargs):
        """Calls something in this context."""
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        before = _current()
        own, _ = _local_dict(_key)
        self._entered = True
        own["context"] = self
        try:
            return callable(*args, **kwargs)
        finally:
            own["context"] = before
            self._entered = False

    def copy(self):
        """Another context with the same values."""
        other = Context()
        other._values = self._values.copy()
        return other

    def get(self, var, default=None, /):
        return self._values.get(_checked(var), default)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __getitem__(self, var):
        return self._values[_checked(var)]

    def __contains__(self, var):
        return _checked(var) in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        return self._values == other._values if isinstance(other, Context) else NotImplemented

    __hash__ = None


def _checked(var):
    if not isinstance(var, ContextVar):
        raise TypeError(f"a ContextVar key was expected, got {var!r}")
    return var


def copy_context():
    """A copy of the current context."""
    return _current().copy()
