"""Copies of objects: shallow ones that share their parts, and deep ones that share nothing that can change."""

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    """An object says of itself what no copy can be made from."""


error = Error


def _function():
    yield


_ATOMIC = frozenset({
    type(None), bool, int, float, str, bytes, type, range, slice, property, type(...), type(NotImplemented), type(len),
    type(_function), type(_function.__code__)})


def copy(x):
    """A new object with the same parts."""
    cls = type(x)
    if cls in _ATOMIC or cls is tuple or cls is frozenset or isinstance(x, type):
        return x
    if cls is list or cls is dict or cls is set or cls is bytearray:
        return x.copy()
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    made = _reduced(x, cls, None)
    return made if made is not None else _rebuild(x, cls, None)


def deepcopy(x, memo=None):
    """A new object, its parts copied as well. What was copied before is found in memo, so that shared parts stay shared."""
    cls = type(x)
    if cls in _ATOMIC:
        return x
    if memo is None:
        memo = {}
    key = id(x)
    made = memo.get(key, memo)
    if made is not memo:
        return made
    copier = _COPIERS.get(cls)
    if copier is not None:
        made = copier(x, memo)
    elif isinstance(x, type):
        return x
    else:
        own = getattr(x, "__deepcopy__", None)
        if own is not None:
            made = own(memo)
        else:
            made = _reduced(x, cls, memo)
            if made is None:
                made = _rebuild(x, cls, memo)
    if made is not x:
        memo[key] = made
        memo.setdefault(id(memo), []).append(x)  # alive until the end, so that its id stays its own
    return made


def _copy_list(x, memo):
    made = memo[id(x)] = []
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _copy_dict(x, memo):
    made = memo[id(x)] = {}
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _copy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:  # it contains itself, and was copied on the way
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _copy_method(x, memo):
    return x.__func__.__get__(deepcopy(x.__self__, memo))


_COPIERS = {
    list: _copy_list,
    dict: _copy_dict,
    tuple: _copy_tuple,
    set: lambda x, memo: {deepcopy(item, memo) for item in x},
    frozenset: lambda x, memo: frozenset([deepcopy(item, memo) for item in x]),
    bytearray: lambda x, memo: x.copy(),
    type((lambda self: self).__get__(0)): _copy_method,
}


def _reduced(x, cls, memo):
    """The copy by a __reduce_ex__ or __reduce__ of the class's own; None if it has none."""
    for name, args in ("__reduce_ex__", (4,)), ("__reduce__", ()):
        method = getattr(cls, name, None)
        if method is not None and method is not getattr(object, name, None) and not issubclass(cls, BaseException):
            break
    else:
        return None
    how = method(x, *args)
    if isinstance(how, str):
        return x
    function, arguments, state, items, pairs = (*how, None, None, None)[:5]
    if memo is not None:
        arguments = [deepcopy(argument, memo) for argument in arguments]
        state = deepcopy(state, memo)
    made = function(*arguments)
    if memo is not None:
        memo[id(x)] = made
    if state is not None:
        _set_state(made, state)
    for item in items or ():
        made.append(item if memo is None else deepcopy(item, memo))
    for key, value in pairs or ():
        made[key if memo is None else deepcopy(key, memo)] = value if memo is None else deepcopy(value, memo)
    return made


def _rebuild(x, cls, memo):
    """The copy of an instance of a script's class: a new instance with the same attributes, and the same contents if it is a
    list, dict or the like at the same time."""
    attributes = getattr(x, "__dict__", None)
    slots = [name for base in cls.__mro__ for name in _slots(base)]
    builtin = next((base for base in cls.__mro__ if base in _CONTENTS), None)
    if builtin is None and not slots and (attributes is None or cls.__module__ == "builtins"
                                          and not isinstance(x, BaseException)):
        name = cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"
        raise TypeError(f"cannot pickle {name!r} object")
    if isinstance(x, BaseException):
        made = cls.__new__(cls, *x.args)
    elif builtin in (int, float, str, bytes, tuple, frozenset):
        made = builtin.__new__(cls, x)
    else:
        made = object.__new__(cls) if builtin is None else builtin.__new__(cls)
    if memo is not None:
        memo[id(x)] = made
    if builtin is not None:
        _CONTENTS[builtin](x, made, (lambda item: item) if memo is None else (lambda item: deepcopy(item, memo)))
    own_state = getattr(cls, "__getstate__", None)
    if own_state is not None and own_state is not getattr(object, "__getstate__", None):
        state = own_state(x)
    else:
        state = dict(attributes or ())
        for name in slots:
            if hasattr(x, name):
                state[name] = getattr(x, name)
    if memo is not None:
        state = deepcopy(state, memo)
    if state or hasattr(cls, "__setstate__"):
        _set_state(made, state)
    return made


def _slots(cls):
    own = cls.__dict__.get("__slots__", ())
    return [own] if isinstance(own, str) else [name for name in own if name not in ("__dict__", "__weakref__")]


def _set_state(made, state):
    setter = getattr(made, "__setstate__", None)
    if setter is not None:
        setter(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    for part in state, slots:
        for name, value in (part or {}).items():
            object.__setattr__(made, name, value)


def _fill_list(x, made, each):
    for item in list.__iter__(x):
        list.append(made, each(item))


def _fill_dict(x, made, each):
    for key, value in dict.items(x):
        dict.__setitem__(made, each(key), each(value))


def _fill_set(x, made, each):
    for item in set.__iter__(x):
        set.add(made, each(item))


def _same(x, made, each):
    pass


_CONTENTS = {list: _fill_list, dict: _fill_dict, set: _fill_set, bytearray: lambda x, made, each: made.extend(x),
             int: _same, float: _same, str: _same, bytes: _same, tuple: _same, frozenset: _same}


def replace(obj, /, **changes):
    """A new object like this one, with some fields changed."""
    method = getattr(type(obj), "__replace__", None)
    if method is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return method(obj, **changes)
