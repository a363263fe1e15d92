"""Names for the types that have none among the built-ins, and helpers for making classes."""

__all__ = ["FunctionType", "LambdaType", "CodeType", "MappingProxyType", "SimpleNamespace", "CellType",
           "GeneratorType", "MethodType", "BuiltinFunctionType", "BuiltinMethodType", "WrapperDescriptorType",
           "MethodWrapperType", "MethodDescriptorType", "GetSetDescriptorType", "ModuleType", "TracebackType",
           "FrameType", "GenericAlias", "UnionType", "EllipsisType", "NoneType", "NotImplementedType",
           "DynamicClassAttribute", "new_class", "resolve_bases", "prepare_class", "get_original_bases"]


def _samples():
    """One object of each kind that only the interpreter can make."""

    def function():
        yield captured

    captured = None
    try:
        raise TypeError
    except TypeError as error:
        trace = error.__traceback__
    return function, function.__code__, function(), function.__closure__[0], trace, trace.tb_frame


_function, _code, _generator, _cell, _trace, _frame = map(type, _samples())
FunctionType = LambdaType = _function
CodeType = _code
GeneratorType = _generator
CellType = _cell
TracebackType = _trace
FrameType = _frame
MethodType = type((lambda self: self).__get__(0))
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
GetSetDescriptorType = type(int.real)
MappingProxyType = type(type.__dict__)
ModuleType = type(__builtins__)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
GenericAlias = type(list[int])
UnionType = type(int | str)


class SimpleNamespace:
    """An object with the attributes that it was called with."""

    def __init__(self, mapping_or_iterable=(), /, **kwargs):
        self.__dict__ = dict(mapping_or_iterable, **kwargs)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __replace__(self, /, **changes):
        return type(self)(self.__dict__, **changes)


class DynamicClassAttribute:
    """A property that instances see; on the class the name leads to the metaclass's __getattr__."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or fget.__doc__

    def __get__(self, instance, owner=None):
        if instance is None:
            raise AttributeError()
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)


def resolve_bases(bases):
    """The bases with those that are no classes replaced by what they stand for."""
    found = []
    for base in bases:
        if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
            found.append(base)
        else:
            found.extend(base.__mro_entries__(bases))
    return bases if len(found) == len(bases) and all(map(lambda a, b: a is b, found, bases)) else tuple(found)


def prepare_class(name, bases=(), kwds=None):
    """The metaclass that a class statement would take, the namespace that it makes, and the keywords that are left."""
    kwds = dict(kwds or {})
    metaclass = kwds.pop("metaclass", type(bases[0]) if bases else type)
    if isinstance(metaclass, type):
        for base in bases:
            if issubclass(type(base), metaclass):
                metaclass = type(base)
            elif not issubclass(metaclass, type(base)):
                raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass "
                                "of the metaclasses of all its bases")
    namespace = metaclass.__prepare__(name, bases, **kwds) if hasattr(metaclass, "__prepare__") else {}
    return metaclass, namespace, kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Makes a class as a class statement does; exec_body fills its namespace."""
    resolved = resolve_bases(bases)
    metaclass, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return metaclass(name, resolved, namespace, **kwds)


def get_original_bases(cls, /):
    """The bases as the class statement had them."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None
