"""Weak references, and containers of them. They let go of an object when a collection finds that nothing else refers to it."""

from collections.abc import MutableMapping, MutableSet

__all__ = ["ref", "proxy", "getweakrefs", "getweakrefcount", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

ReferenceError = ReferenceError


# ----- proxies -----

class ProxyType:
    """Stands for an object, as long as there is something that keeps it."""

    __slots__ = ("_ref",)
    __hash__ = None

    def __init__(self, object, callback=None):
        _set(self, "_ref", ref(object, None if callback is None else lambda _: callback(self)))

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        target = _get(self, "_ref")()
        return f"<weakproxy at {id(self):#x} to {type(target).__name__} at {id(target):#x}>"

    def __str__(self):
        return str(_target(self))

    def __bytes__(self):
        return bytes(_target(self))

    def __bool__(self):
        return bool(_target(self))


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, /, *args, **kwargs):
        return _target(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)

_get = object.__getattribute__
_set = object.__setattr__


def _target(proxy):
    target = _get(proxy, "_ref")()
    if target is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return target


def _plain(value):
    return _target(value) if type(value) in ProxyTypes else value


def _delegate():
    """Gives proxies the operators, which are looked up on the class and so are not found by __getattribute__."""
    import operator

    def unary(function):
        return lambda self: function(_target(self))

    def binary(function):
        return lambda self, other: function(_target(self), _plain(other))

    def reflected(function):
        return lambda self, other: function(_plain(other), _target(self))

    for name in "neg pos abs invert index".split():
        setattr(ProxyType, f"__{name}__", unary(getattr(operator, f"__{name}__")))
    for name, function in [("len", len), ("iter", iter), ("next", next), ("int", int), ("float", float), ("reversed", reversed)]:
        setattr(ProxyType, f"__{name}__", unary(function))
    for name in "lt le eq ne gt ge getitem delitem contains".split():
        setattr(ProxyType, f"__{name}__", binary(getattr(operator, f"__{name}__")))
    for name in "add sub mul truediv floordiv mod pow matmul lshift rshift and or xor".split():
        function = getattr(operator, f"__{name}__")
        setattr(ProxyType, f"__{name}__", binary(function))
        setattr(ProxyType, f"__r{name}__", reflected(function))
        setattr(ProxyType, f"__i{name}__", binary(getattr(operator, f"__i{name}__")))
    ProxyType.__setitem__ = lambda self, key, value: operator.setitem(_target(self), key, value)
    ProxyType.__enter__ = lambda self: _target(self).__enter__()
    ProxyType.__exit__ = lambda self, *error: _target(self).__exit__(*error)


_delegate()


def proxy(object, callback=None, /):
    """A proxy of an object."""
    return (CallableProxyType if callable(object) else ProxyType)(object, callback)


# ----- containers -----

class WeakValueDictionary(MutableMapping):
    """A mapping whose items go with their values."""

    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def _reference(self, key, value):
        # The callback must not keep the dictionary.
        owner = ref(self)

        def remove(reference):
            self = owner()
            if self is not None and self.data.get(key) is reference:
                del self.data[key]

        return ref(value, remove)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = self._reference(key, value)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return sum(1 for _ in self.values())

    def __contains__(self, key):
        return self.get(key) is not None

    def __iter__(self):
        for key, _ in self.items():
            yield key

    keys = __iter__

    def values(self):
        for _, value in self.items():
            yield value

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *args):
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def popitem(self):
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def valuerefs(self):
        """The weak references to the values."""
        return list(self.data.values())

    itervaluerefs = valuerefs

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __or__(self, other):
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        result = self.__class__(other)
        result.update(self)
        return result

    def __ior__(self, other):
        self.update(other)
        return self


class WeakKeyDictionary(MutableMapping):
    """A mapping whose items go with their keys."""

    def __init__(self, dict=None):
        self.data = {}
        owner = ref(self)

        def remove(reference):
            self = owner()
            if self is not None:
                self.data.pop(reference, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __iter__(self):
        for key, _ in self.items():
            yield key

    keys = __iter__

    def values(self):
        for _, value in self.items():
            yield value

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def keyrefs(self):
        """The weak references to the keys."""
        return list(self.data)

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __or__(self, other):
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        result = self.__class__(other)
        result.update(self)
        return result

    def __ior__(self, other):
        self.update(other)
        return self


class WeakSet(MutableSet):
    """A set that does not keep its items."""

    def __init__(self, data=None):
        self.data = set()
        owner = ref(self)

        def remove(reference):
            self = owner()
            if self is not None:
                self.data.discard(reference)

        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def clear(self):
        self.data.clear()

    def pop(self):
        while True:
            try:
                reference = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = reference()
            if item is not None:
                return item

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def union(self, other):
        return self.__class__(item for items in (self, other) for item in items)

    def difference(self, other):
        return self.__class__(item for item in self if item not in other)

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    def symmetric_difference(self, other):
        return self ^ other

    def difference_update(self, other):
        self -= self.__class__(other)

    def intersection_update(self, other):
        self &= self.__class__(other)

    def issubset(self, other):
        return self <= self.__class__(other)

    def issuperset(self, other):
        return self >= self.__class__(other)

    def __repr__(self):
        return repr(self.data)


class WeakMethod(ref):
    """A weak reference to a bound method: it lives as long as the object does."""

    def __new__(cls, meth, callback=None):
        try:
            obj, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        self = ref.__new__(cls, obj, callback and (lambda _: callback(self)))
        self._function = ref(function)
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        obj, function = super().__call__(), self._function()
        return None if obj is None or function is None else function.__get__(obj)

    def __eq__(self, other):
        return isinstance(other, WeakMethod) and ref.__eq__(self, other) and self._function == other._function

    __hash__ = ref.__hash__


# ----- finalize -----

class finalize:
    """Calls a function when an object has gone: once, at the latest when it is called itself."""

    _alive = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        self._ref = ref(obj, lambda _: self())
        self._call = func, args, kwargs
        self.atexit = True
        finalize._alive[id(self)] = self

    def __call__(self, _=None):
        if finalize._alive.pop(id(self), None) is not None:
            func, args, kwargs = self._call
            return func(*args, **kwargs)

    def detach(self):
        """Makes it dead without calling the function; returns what it was."""
        obj = self._ref()
        if obj is not None and finalize._alive.pop(id(self), None) is not None:
            return obj, *self._call

    def peek(self):
        """What it is, if it is alive: the object, the function and its arguments."""
        obj = self._ref()
        if obj is not None and self.alive:
            return obj, *self._call

    @property
    def alive(self):
        return id(self) in finalize._alive

    def __repr__(self):
        obj = self._ref() if self.alive else None
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return f"<{type(self).__name__} object at {id(self):#x}; for {type(obj).__qualname__!r} at {id(obj):#x}>"
