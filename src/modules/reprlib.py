"""Representations of a limited size, and of objects that contain themselves."""

from _thread import get_ident

__all__ = ["Repr", "repr", "recursive_repr"]

_repr = repr


def recursive_repr(fillvalue="..."):
    """A decorator for __repr__: an object that is met again inside itself is shown as the fill value."""

    def decorate(function):
        running = set()

        def wrapper(self):
            key = id(self), get_ident()
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return function(self)
            finally:
                running.discard(key)

        for name in "__module__", "__doc__", "__name__", "__qualname__":
            setattr(wrapper, name, getattr(function, name))
        wrapper.__wrapped__ = function
        return wrapper

    return decorate


class Repr:
    """Limits for each kind of object."""

    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4, maxset=6, maxfrozenset=6,
                 maxdeque=6, maxstring=30, maxlong=40, maxother=30, fillvalue="...", indent=None):
        self.maxlevel, self.maxtuple, self.maxlist, self.maxarray = maxlevel, maxtuple, maxlist, maxarray
        self.maxdict, self.maxset, self.maxfrozenset, self.maxdeque = maxdict, maxset, maxfrozenset, maxdeque
        self.maxstring, self.maxlong, self.maxother = maxstring, maxlong, maxother
        self.fillvalue, self.indent = fillvalue, indent

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        method = getattr(self, "repr_" + type(x).__name__.replace(" ", "_"), None)
        return self._limited(_repr(x), self.maxother) if method is None else method(x, level)

    def _limited(self, text, limit):
        if len(text) <= limit:
            return text
        head = max(0, (limit - len(self.fillvalue)) // 2)
        tail = max(0, limit - len(self.fillvalue) - head)
        return text[:head] + self.fillvalue + text[len(text) - tail:]

    def _items(self, x, level, left, right, limit, trail=""):
        if level <= 0 and x:
            return left + self.fillvalue + right
        shown = [self.repr1(item, level - 1) for item in list(x)[:limit]]
        if len(x) > limit:
            shown.append(self.fillvalue)
        if trail and len(x) == 1:
            right = trail + right
        return left + ", ".join(shown) + right

    def repr_tuple(self, x, level):
        return self._items(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._items(x, level, "[", "]", self.maxlist)

    def repr_set(self, x, level):
        return self._items(_ordered(x), level, "{", "}", self.maxset) if x else "set()"

    def repr_frozenset(self, x, level):
        return self._items(_ordered(x), level, "frozenset({", "})", self.maxfrozenset) if x else "frozenset()"

    def repr_deque(self, x, level):
        return self._items(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        shown = [f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}"
                 for key in _ordered(x)[:self.maxdict]]
        if len(x) > self.maxdict:
            shown.append(self.fillvalue)
        return "{" + ", ".join(shown) + "}"

    def repr_str(self, x, level):
        text = _repr(x[:self.maxstring])
        if len(text) <= self.maxstring and len(x) <= self.maxstring:
            return text
        head = max(0, (self.maxstring - len(self.fillvalue)) // 2)
        tail = max(0, self.maxstring - len(self.fillvalue) - head)
        text = _repr(x[:head] + x[len(x) - tail:])
        return text[:head] + self.fillvalue + text[len(text) - tail:]

    def repr_int(self, x, level):
        return self._limited(_repr(x), self.maxlong)


def _ordered(x):
    try:
        return sorted(x)
    except Exception:
        return list(x)


aRepr = Repr()
repr = aRepr.repr
