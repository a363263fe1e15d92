"""Names for annotations. Nothing here checks anything while a script runs; the names are kept, shown and taken apart."""

from abc import ABCMeta, abstractmethod
from types import GenericAlias, UnionType
import sys

TYPE_CHECKING = False
_NoneType = type(None)


def _type_repr(item):
    """A type as annotations show it."""
    if isinstance(item, type) and not isinstance(item, GenericAlias):
        return item.__qualname__ if item.__module__ == "builtins" else f"{item.__module__}.{item.__qualname__}"
    if item is ...:
        return "..."
    if isinstance(item, (list, tuple)):
        return f"[{', '.join(map(_type_repr, item))}]"
    if isinstance(item, type(_type_repr)):
        return item.__name__
    return repr(item)


def _as_type(item, what):
    """What stands for a type: None for its class, a string for a reference to come."""
    if item is None:
        return _NoneType
    if isinstance(item, str):
        return ForwardRef(item)
    if isinstance(item, tuple):
        raise TypeError(f"{what} Got {item!r:.100}.")
    return item


def _as_tuple(item):
    return item if isinstance(item, tuple) else (item,)


def _variables(items):
    """The type variables in the arguments of an alias, each once."""
    found = []
    for item in items:
        inner = [item] if isinstance(item, _Variable) else _variables(item) if isinstance(item, (list, tuple)) else (
            getattr(item, "__parameters__", ()) if not isinstance(item, type) else ())
        found += [variable for variable in inner if variable not in found]
    return tuple(found)


class _Typing:
    """What all names of this module that are no classes have in common: a union with other types."""

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, instance):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")


class ForwardRef(_Typing):
    """A type that is named by a string because it does not exist yet."""

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class _Form(_Typing):
    """A name like Optional or ClassVar that a function subscripts."""

    def __init__(self, name, subscript=None):
        self._name = self.__name__ = self.__qualname__ = name
        self._subscript = subscript

    def __getitem__(self, item):
        if self._subscript is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._subscript(self, item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name


class _Alias(_Typing):
    """A type with arguments."""

    def __init__(self, origin, args, name):
        self._origin = origin
        self.__args__ = args
        self.__parameters__ = _variables(args)
        self._name = name

    @property
    def __origin__(self):
        return self._origin.__origin__ if isinstance(self._origin, _Collection) else self._origin

    def __call__(self, *args, **kwargs):
        if isinstance(self._origin, (_Form, _Collection)):
            return self._origin(*args, **kwargs)
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            pass  # what has no place for attributes does without
        return made

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __getitem__(self, item):
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        given = _as_tuple(item)
        _check_count(self, len(given), len(self.__parameters__))
        values = dict(zip(self.__parameters__, [_as_type(each, _GENERIC_ARGUMENTS) for each in given]))
        args = _replace(self.__args__, values)
        if self._origin is Union:
            return Union[args]
        return type(self)(self._origin, args, self._name)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _Form):
            return self.__origin__.__mro_entries__(bases)
        if self.__origin__ is Generic:
            others = bases[[base is self for base in bases].index(True) + 1:]
            if any(base is Protocol or isinstance(base, _Alias) for base in others):
                return ()
        origin = self.__origin__
        if self._name is not None and self._name.startswith("typing.") and Generic not in bases and not any(
                isinstance(base, _Alias) and base.__origin__ is Generic for base in bases):
            return (origin, Generic)
        return (origin,)

    def __instancecheck__(self, instance):
        return self.__subclasscheck__(type(instance))

    def __subclasscheck__(self, cls):
        if self.__origin__ is not Union:
            raise TypeError("Subscripted generics cannot be used with class and instance checks")
        return issubclass(cls, self.__args__)

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self._origin is Union:
            return other._origin is Union and set(self.__args__) == set(other.__args__)
        return self._origin == other._origin and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._origin, frozenset(self.__args__) if self._origin is Union else self.__args__))

    def __repr__(self):
        args = self.__args__
        if self._origin is Union and len(args) == 2 and _NoneType in args:
            return f"typing.Optional[{_type_repr(args[0] if args[1] is _NoneType else args[1])}]"
        shown = ", ".join(map(_type_repr, args)) or "()"
        return f"{self._name or _type_repr(self.__origin__)}[{shown}]"


def _replace(args, values):
    """The arguments with type variables replaced."""
    found = []
    for item in args:
        if isinstance(item, _Variable):
            item = values.get(item, item)
        elif isinstance(item, list):
            item = list(_replace(item, values))
        elif getattr(item, "__parameters__", ()) and not isinstance(item, type):
            item = item[tuple(values.get(variable, variable) for variable in item.__parameters__)]
        found.append(item)
    return tuple(found)


class _CallableAlias(_Alias):
    """Callable[[arguments], result]."""

    def __repr__(self):
        *args, result = self.__args__
        shown = "..." if args == [...] else f"[{', '.join(map(_type_repr, args))}]"
        return f"typing.Callable[{shown}, {_type_repr(result)}]"


class _LiteralAlias(_Alias):
    """Literal[values]: compared with their types, so that 1 is not True."""

    def __eq__(self, other):
        if not isinstance(other, _LiteralAlias):
            return NotImplemented
        return {(value, type(value)) for value in self.__args__} == {(value, type(value)) for value in other.__args__}

    def __hash__(self):
        return hash(frozenset((value, type(value)) for value in self.__args__))

    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"


class _AnnotatedAlias(_Alias):
    """Annotated[type, notes]."""

    def __init__(self, origin, args, name):
        super().__init__(origin, args, name)
        self.__metadata__ = name

    def __eq__(self, other):
        return super().__eq__(other) and isinstance(other, _AnnotatedAlias) and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"


_GENERIC_ARGUMENTS = "Parameters to generic types must be types."


def _check_count(what, actual, expected):
    if actual != expected:
        amount = "many" if actual > expected else "few"
        raise TypeError(f"Too {amount} arguments for {what!r}; actual {actual}, expected {expected}")


class _Collection(_Typing):
    """List, Iterable and the like: a class of another module, which is imported when it is asked for."""

    def __init__(self, name, path, count):
        self._name = self.__name__ = self.__qualname__ = name
        self._path, self._count = path, count

    @property
    def __origin__(self):
        module, _, name = self._path.rpartition(".")
        exec(f"import {module}")
        return getattr(sys.modules[module], name)

    def __getitem__(self, item):
        args = _as_tuple(item)
        if self._name == "Callable":
            return self._callable(args)
        if self._count is not None:
            least = 1 if self._name in ("Generator", "AsyncGenerator") else self._count
            if not least <= len(args) <= self._count:
                _check_count(self, len(args), self._count)
            if least < self._count:
                args += (_NoneType,) * (self._count - len(args))
        args = tuple([_as_type(each, _GENERIC_ARGUMENTS) for each in args])
        return _Alias(self, args, "typing." + self._name)

    def _callable(self, args):
        if len(args) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        params, result = args
        if isinstance(params, list):
            params = [_as_type(each, "Callable[[arg, ...], result]: each arg must be a type.") for each in params]
        elif params is ... or isinstance(params, (ParamSpec, _Alias)):
            params = [params]
        else:
            raise TypeError("Callable[args, result]: args must be a list. Got " + repr(params))
        result = _as_type(result, "Callable[args, result]: result must be a type.")
        return _CallableAlias(self, (*params, result), None)

    def __call__(self, *args, **kwargs):
        if self._path.startswith("builtins."):
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self._path.rpartition('.')[2]}() instead")
        return self.__origin__(*args, **kwargs)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __repr__(self):
        return "typing." + self._name


def _collections(module, names):
    for name, count in names.items():
        name, _, target = name.partition("=")
        setattr(sys.modules[__name__], name, _Collection(name, f"{module}.{target or name}", count))


_collections("builtins", {"List=list": 1, "Dict=dict": 2, "Set=set": 1, "FrozenSet=frozenset": 1, "Tuple=tuple": None,
                          "Type=type": 1})
_collections("collections", {"Deque=deque": 1, "DefaultDict=defaultdict": 2, "OrderedDict": 2, "Counter": 1,
                             "ChainMap": 2})
_collections("collections.abc", {
    "Hashable": 0, "Awaitable": 1, "Coroutine": 3, "AsyncIterable": 1, "AsyncIterator": 1, "Iterable": 1, "Iterator": 1,
    "Reversible": 1, "Sized": 0, "Container": 1, "Collection": 1, "Callable": 2, "AbstractSet=Set": 1, "MutableSet": 1,
    "Mapping": 2, "MutableMapping": 2, "Sequence": 1, "MutableSequence": 1, "MappingView": 1, "KeysView": 1,
    "ItemsView": 2, "ValuesView": 1, "Generator": 3, "AsyncGenerator": 2})
_collections("contextlib", {"ContextManager=AbstractContextManager": 1,
                            "AsyncContextManager=AbstractAsyncContextManager": 1})
_collections("re", {"Pattern": 1, "Match": 1})
Text = str


class _AnyMeta(type):
    """Shows Any by its short name."""

    def __instancecheck__(self, instance):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(instance)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Whatever type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _union(form, item):
    if item == ():
        raise TypeError("Cannot take a Union of no types.")
    members = []
    for each in _as_tuple(item):
        each = _as_type(each, "Union[arg, ...]: each arg must be a type.")
        inner = each.__args__ if isinstance(each, UnionType) or getattr(each, "__origin__", None) is Union else (each,)
        members += [member for member in inner if member not in members]
    return members[0] if len(members) == 1 else _Alias(Union, tuple(members), "typing.Union")


def _optional(form, item):
    return Union[_as_type(item, f"{form!r} requires a single type."), None]


def _single(form, item):
    if isinstance(item, tuple):
        raise TypeError(f"{form!r} accepts only single type. Got {item!r:.100}.")
    return _Alias(form, (_as_type(item, f"{form!r} accepts only single type."),), repr(form))


def _several(form, item):
    args = tuple([list(each) if isinstance(each, list) else _as_type(each, _GENERIC_ARGUMENTS)
                  for each in _as_tuple(item)])
    return _Alias(form, args, repr(form))


def _literal(form, item):
    values = []
    for value in _as_tuple(item):
        for each in value.__args__ if isinstance(value, _LiteralAlias) else (value,):
            if not any(each == other and type(each) is type(other) for other in values):
                values.append(each)
    return _LiteralAlias(form, tuple(values), None)


def _annotated(form, item):
    if not isinstance(item, tuple) or len(item) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    origin, notes = _as_type(item[0], "Annotated[t, ...]: t must be a type."), item[1:]
    if isinstance(origin, _AnnotatedAlias):
        origin, notes = origin.__origin__, origin.__metadata__ + notes
    return _AnnotatedAlias(origin, (origin,), notes)


Union = _Form("Union", _union)
Optional = _Form("Optional", _optional)
Literal = _Form("Literal", _literal)
Annotated = _Form("Annotated", _annotated)
ClassVar, Final, Required, NotRequired, ReadOnly, Unpack, TypeGuard, TypeIs = [_Form(name, _single) for name in (
    "ClassVar", "Final", "Required", "NotRequired", "ReadOnly", "Unpack", "TypeGuard", "TypeIs")]
Concatenate = _Form("Concatenate", _several)
Self, Never, NoReturn, LiteralString, TypeAlias = [_Form(name) for name in (
    "Self", "Never", "NoReturn", "LiteralString", "TypeAlias")]


# ----- generic classes -----

class _Variable(_Typing):
    """A variable for types, for lists of parameters, or for tuples of types."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False,
                 default=None):
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__


class TypeVar(_Variable):
    """A variable that stands for a type."""


class ParamSpec(_Variable):
    """A variable that stands for the parameters of a callable."""

    @property
    def args(self):
        return _Form(f"{self.__name__}.args")

    @property
    def kwargs(self):
        return _Form(f"{self.__name__}.kwargs")


class TypeVarTuple(_Variable):
    """A variable that stands for any number of types."""

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


_UNKNOWN = object()


class TypeAliasType(_Typing):
    """What a type statement makes. Only a call gives it a value: that of the statement is not evaluated."""

    def __init__(self, name, value=_UNKNOWN, *, type_params=()):
        self.__name__ = name
        self._value = value
        self.__type_params__ = type_params
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    @property
    def __value__(self):
        if self._value is _UNKNOWN:
            raise NotImplementedError(f"gilscope does not evaluate the value of the type statement that makes {self.__name__}")
        return self._value

    def __getitem__(self, item):
        return _Alias(self, _as_tuple(item), self.__name__)

    def __repr__(self):
        return self.__name__


class Generic:
    """A base for classes with type parameters: class Stack(Generic[T])."""

    __slots__ = ()
    __parameters__ = ()

    def __class_getitem__(cls, item):
        args = _as_tuple(item)
        if cls is Generic or cls is Protocol:
            name = f"typing.{cls.__name__}"
            if not args:
                raise TypeError(f"Parameter list to {cls.__name__}[...] cannot be empty")
            if not all(isinstance(each, (_Variable, _Alias)) for each in args):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
            if len(set(args)) != len(args):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _Alias(cls, args, name)
        if not cls.__parameters__:
            raise TypeError(f"{cls} is not a generic class")
        if not any(isinstance(each, (ParamSpec, TypeVarTuple)) for each in cls.__parameters__):
            _check_count(cls, len(args), len(cls.__parameters__))
        return _Alias(cls, tuple([each if isinstance(each, list) else _as_type(each, _GENERIC_ARGUMENTS)
                                  for each in args]), None)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__")
        if bases is None:
            cls.__parameters__ = ()
            return
        if Generic in bases:
            raise TypeError("Cannot inherit from plain Generic")
        for base in bases:
            if isinstance(base, _Alias) and base.__origin__ is Generic:
                cls.__parameters__ = base.__parameters__
                return
        cls.__parameters__ = _variables(bases)


class _ProtocolMeta(ABCMeta):
    """Answers isinstance by the members that an object has, where @runtime_checkable allows it."""

    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol", False):
            return super().__instancecheck__(instance)
        cls._check_allowed()
        return cls._is_declared(type(instance)) or all(hasattr(instance, name) for name in cls.__protocol_attrs__)

    def __subclasscheck__(cls, other):
        if not cls.__dict__.get("_is_protocol", False) or cls is Protocol:
            return super().__subclasscheck__(other)
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        cls._check_allowed()
        data = [name for name in cls.__protocol_attrs__ if not callable(getattr(cls, name, None))]
        if data:
            raise TypeError("Protocols with non-method members don't support issubclass(). Non-method members: "
                            f"{', '.join(map(repr, sorted(data)))}.")
        return cls._is_declared(other) or all(
            any(name in base.__dict__ for base in other.__mro__) for name in cls.__protocol_attrs__)

    def _is_declared(cls, other):
        return cls in other.__mro__ or any(issubclass(other, known) for known in cls._abc_registry)

    def _check_allowed(cls):
        if cls is not Protocol and not cls._is_runtime_protocol:
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")


_NO_MEMBERS = {"__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__",
               "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__",
               "__static_attributes__", "__firstlineno__", "__orig_bases__", "__parameters__", "__protocol_attrs__",
               "__init_subclass__", "_is_protocol", "_is_runtime_protocol", "_abc_registry", "_abc_answers",
               "__qualname__"}


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    """A base for classes that say what members an object must have."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__
        if not cls._is_protocol:
            return
        if cls.__init__ is Protocol.__init__ or cls.__init__ is object.__init__:
            cls.__init__ = _no_init
        names = set()
        for base in cls.__mro__:
            if base not in (object, Generic, Protocol):
                names.update(base.__dict__, base.__dict__.get("__annotations__", ()))
        cls.__protocol_attrs__ = names - _NO_MEMBERS


def runtime_checkable(cls):
    """Allows isinstance with a protocol."""
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def _supports(name, method):
    def supports(self):
        pass
    supports.__name__ = method
    namespace = {"__module__": "typing", method: abstractmethod(supports), "__slots__": (), "_is_protocol": True}
    return runtime_checkable(_ProtocolMeta(name, (Protocol,), namespace))


SupportsInt, SupportsFloat, SupportsComplex, SupportsBytes, SupportsIndex, SupportsAbs, SupportsRound = [
    _supports("Supports" + name, f"__{name.lower()}__") for name in (
        "Int", "Float", "Complex", "Bytes", "Index", "Abs", "Round")]

AnyStr = TypeVar("AnyStr", bytes, str)


class IO(Generic[AnyStr]):
    """A stream, for annotations."""


class TextIO(IO[str]):
    """A text stream, for annotations."""


class BinaryIO(IO[bytes]):
    """A stream of bytes, for annotations."""


# ----- classes from annotations -----

def _namedtuple(name, types, module, defaults=()):
    from collections import namedtuple
    made = namedtuple(name, list(types), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = types
    return made


class _NamedTupleMeta(type):
    """Makes a named tuple of a class statement."""

    def __new__(cls, name, bases, namespace):
        types = {field: _as_type(value, f"field {field} annotation must be a type")
                 for field, value in namespace.get("__annotations__", {}).items()}
        defaults = []
        for field in types:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                with_default = [each for each in types if each in namespace]
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field"
                                f"{'s' if len(with_default) > 1 else ''} {', '.join(with_default)}")
        made = _namedtuple(name, types, namespace["__module__"], defaults)
        generic = [base for base in bases if base is not _NamedTuple]
        if generic:
            made = type(name, (made, *generic), {"__slots__": (), "__module__": namespace["__module__"]})
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
                       "_field_types", "_make", "_replace", "_asdict", "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in types and key not in ("__module__", "__annotations__", "__qualname__"):
                setattr(made, key, value)
        made.__qualname__ = namespace.get("__qualname__", name)
        return made


def NamedTuple(typename, fields=(), /):
    """A named tuple with types: NamedTuple("Point", [("x", int)]), or a class statement with NamedTuple as its base."""
    types = {field: _as_type(value, f"field {field} annotation must be a type") for field, value in fields}
    return _namedtuple(typename, types, sys._getframe(1).f_globals.get("__name__"))


_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    """Makes a class that is called to make a plain dict."""

    def __new__(cls, name, bases, namespace, total=True):
        made = type.__new__(_TypedDictMeta, name, (dict,), namespace)
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", set())
            optional |= base.__dict__.get("__optional_keys__", set())
        own = {key: _as_type(value, f"TypedDict('Name', {{f0: t0, f1: t1, ...}}); each t must be a type")
               for key, value in namespace.get("__annotations__", {}).items()}
        for key, value in own.items():
            form = getattr(value, "__origin__", None)
            is_required = form is Required or total and form is not NotRequired
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
        made.__annotations__ = annotations | own
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


def TypedDict(typename, fields={}, /, *, total=True):
    """A dict with typed keys: TypedDict("Point", {"x": int}), or a class statement with TypedDict as its base."""
    namespace = {"__annotations__": dict(fields), "__module__": sys._getframe(1).f_globals.get("__name__")}
    return _TypedDictMeta(typename, (), namespace, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


class NewType(_Typing):
    """A name for a type that checkers tell apart from it; calling it gives back the argument."""

    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __call__(self, arg, /):
        return arg

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of NewType. Perhaps you were looking for: "
                        f"`{bases[0]} = NewType({bases[0]!r}, {self.__name__})`")

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


# ----- functions -----

def cast(typ, val):
    """The value; checkers take it to be of the type."""
    return val


def final(f):
    """Marks what must not be overridden."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    """Marks a method that overrides one of a base."""
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    """Marks what checkers leave alone."""
    arg.__no_type_check__ = True
    return arg


def _overload_dummy(*args, **kwargs):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                              "outside a stub module should always be followed by an implementation that is not "
                              "@overload-ed.")


def overload(func):
    """Marks one of several signatures; the implementation follows."""
    return _overload_dummy


def dataclass_transform(**kwargs):
    """Marks a decorator that makes dataclasses."""
    def decorate(target):
        target.__dataclass_transform__ = kwargs
        return target
    return decorate


def reveal_type(obj, /):
    """Prints the type of an object and gives it back."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_type(val, typ, /):
    """The value; checkers verify its type."""
    return val


def assert_never(arg, /):
    """Fails where no value should ever arrive."""
    raise AssertionError(f"Expected code to be unreachable, but got: {repr(arg)[:100]}")


def get_origin(tp):
    """The type without its arguments."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, UnionType):
        return UnionType
    if isinstance(tp, (_Alias, _Collection, GenericAlias)):
        return tp.__origin__
    return Generic if tp is Generic else None


def get_args(tp):
    """The arguments of a type."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, _CallableAlias):
        *params, result = tp.__args__
        return (..., result) if params == [...] else (params, result)
    if isinstance(tp, (_Alias, GenericAlias, UnionType)):
        return tp.__args__
    return ()


def _evaluate(value, names, locals, extras):
    """An annotation with its strings replaced by what they name."""
    if value is None:
        return _NoneType
    if isinstance(value, ForwardRef):
        value = value.__forward_arg__
    if isinstance(value, str):
        return _evaluate(eval(value, names, locals), names, locals, extras)
    if not extras and isinstance(value, _AnnotatedAlias):
        return _evaluate(value.__origin__, names, locals, extras)
    if isinstance(value, _Alias) and any(isinstance(arg, (ForwardRef, _Alias)) for arg in value.__args__) and (
            not isinstance(value, _LiteralAlias)):
        args = tuple([_evaluate(arg, names, locals, extras) for arg in value.__args__])
        return Union[args] if value.__origin__ is Union else type(value)(value._origin, args, value._name)
    return value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class (with its bases), function or module, strings replaced by what they name."""
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            names = globalns
            if names is None:
                names = vars(sys.modules[base.__module__]) if base.__module__ in sys.modules else {}
            for name, value in base.__dict__.get("__annotations__", {}).items():
                hints[name] = _evaluate(value, names, dict(vars(base)) if localns is None else localns, include_extras)
        return hints
    while hasattr(obj, "__wrapped__"):
        obj = obj.__wrapped__
    if not hasattr(obj, "__annotations__"):
        raise TypeError(f"{obj!r} is not a module, class, method, or function.")
    names = getattr(obj, "__globals__", None) if globalns is None else globalns
    names = vars(obj) if names is None else names
    for name, value in obj.__annotations__.items():
        hints[name] = _evaluate(value, names, localns, include_extras)
    return hints


def is_typeddict(tp):
    """Whether a class was made by TypedDict."""
    return isinstance(tp, _TypedDictMeta)


def is_protocol(tp, /):
    """Whether a class is a protocol."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    """The names of a protocol's members."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


__all__ = [name for name in list(globals()) if name[0] != "_" and name not in (
    "ABCMeta", "abstractmethod", "GenericAlias", "UnionType", "sys")]
