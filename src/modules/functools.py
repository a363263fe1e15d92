"""Functions that take or give functions. partial, reduce and the wrapper of lru_cache are native."""

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
           "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod",
           "cached_property"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a wrapper look like what it wraps."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """The same as a decorator of the wrapper."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def cmp_to_key(mycmp):
    """A key function for sorting, from a function that compares two objects and returns a number."""
    return _KeyWrapper(mycmp)


# ----- total_ordering -----

def _not(operator, name):
    def method(self, other):
        result = operator(self, other)
        return result if result is NotImplemented else not result

    method.__name__ = name
    return method


def _or_equal(root, name):
    operator = f"__{root}__"

    def method(self, other):
        result = getattr(type(self), operator)(self, other)
        return result or self == other

    method.__name__ = name
    return method


def _and_unequal(root, name):
    operator = f"__{root}__"

    def method(self, other):
        result = getattr(type(self), operator)(self, other)
        return result if result is NotImplemented or not result else self != other

    method.__name__ = name
    return method


def _not_and_unequal(root, name):
    operator = f"__{root}__"

    def method(self, other):
        result = getattr(type(self), operator)(self, other)
        return result if result is NotImplemented else not result and self != other

    method.__name__ = name
    return method


def _not_or_equal(root, name):
    operator = f"__{root}__"

    def method(self, other):
        result = getattr(type(self), operator)(self, other)
        return result if result is NotImplemented else not result or self == other

    method.__name__ = name
    return method


def _negated(root, name):
    operator = f"__{root}__"
    return _not(lambda self, other: getattr(type(self), operator)(self, other), name)


_ORDER = {  # how each comparison follows from the one that there is
    "lt": {"gt": _not_and_unequal, "le": _or_equal, "ge": _negated},
    "le": {"ge": _not_or_equal, "lt": _and_unequal, "gt": _negated},
    "gt": {"lt": _not_and_unequal, "ge": _or_equal, "le": _negated},
    "ge": {"le": _not_or_equal, "gt": _and_unequal, "lt": _negated},
}


def total_ordering(cls):
    """Gives a class that has one of the comparisons of order the others."""
    roots = [name for name in _ORDER if getattr(cls, f"__{name}__", None) is not getattr(object, f"__{name}__", None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots, key=["ge", "gt", "le", "lt"].index)
    for name, follows in _ORDER[root].items():
        if name not in roots:
            special = f"__{name}__"
            method = follows(root, special)
            method.__doc__ = f"Return self {dict(lt='<', le='<=', gt='>', ge='>=')[name]} value."
            setattr(cls, special, method)
    return cls


# ----- caches -----

_info_class = None


def _cache_info(*numbers):
    global _info_class
    if _info_class is None:
        from collections import namedtuple
        _info_class = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools")
    return _info_class(*numbers)


def lru_cache(maxsize=128, typed=False):
    """Keeps the results of the last calls: of maxsize different ones, or of all if that is None."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _cache_info)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """Keeps the results of all calls."""
    return lru_cache(maxsize=None)(user_function)


_MISSING = object()


class cached_property:
    """A property that is computed once and then is an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} "
                            f"instance to cache {self.attrname!r} property.") from None
        value = cache.get(self.attrname, _MISSING)
        if value is _MISSING:
            value = self.func(instance)
            setattr(instance, self.attrname, value)
        return value


class partialmethod:
    """A method of which the first arguments are given."""

    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        arguments = [repr(self.func), *map(repr, self.args), *(f"{k}={v!r}" for k, v in self.keywords.items())]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(arguments)})"

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result

        def method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.__partialmethod__ = self
        return method.__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


# ----- singledispatch -----

def _most_special(cls, registry):
    """The function for the first class of the method resolution order that has one; abstract base classes come where they fit."""
    order = cls.__mro__
    for base in order:
        if base is not object and base in registry:
            return registry[base]
    matches = []
    for candidate in registry:
        if candidate in order:
            continue
        try:
            fits = issubclass(cls, candidate)
        except TypeError:
            continue
        if fits and not any(issubclass(other, candidate) for other in matches):
            matches = [other for other in matches if not issubclass(candidate, other)] + [candidate]
    if len(matches) > 1:
        raise RuntimeError(f"Ambiguous dispatch: {matches[0]} or {matches[1]}")
    return registry[matches[0] if matches else object]


def _is_class(cls):
    from types import UnionType
    return isinstance(cls, type) or isinstance(cls, UnionType) and all(isinstance(arg, type) for arg in cls.__args__)


def singledispatch(func):
    """A function with variants by the class of its first argument."""
    registry = {object: func}
    found = {}
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        """The variant for a class."""
        if cls not in found:
            found[cls] = _most_special(cls, registry)
        return found[cls]

    def register(cls, func=None):
        """Adds a variant: register(cls, func), @register(cls), or @register over a function with an annotation."""
        if _is_class(cls):
            if func is None:
                return lambda func: register(cls, func)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` "
                                "or plain `@register` on an annotated function.")
            func = cls
            argument, cls = next(iter(annotations.items()))
            if isinstance(cls, str):
                from typing import get_type_hints
                cls = get_type_hints(func)[argument]
            if not _is_class(cls):
                raise TypeError(f"Invalid annotation for {argument!r}. {cls!r} is not a class.")
        for each in [cls] if isinstance(cls, type) else cls.__args__:
            registry[each] = func
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = found.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """A method with variants by the class of its first argument after self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def method(*args, **kwargs):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        method.register = self.register
        return update_wrapper(method, self.func)
