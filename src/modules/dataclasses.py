"""Classes whose methods follow from their fields. The methods are written as text and compiled once for each class."""

import sys
from _thread import get_ident
from types import GenericAlias, MappingProxyType

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    """A field of a frozen dataclass was assigned to."""


class _MISSING_TYPE:
    """Stands for a default that was not given."""


class _KW_ONLY_TYPE:
    """As an annotation: the fields that follow are keyword-only."""


class _FACTORY_TYPE:
    """As an argument's default: the field's factory makes the value."""

    def __repr__(self):
        return "<factory>"


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_FACTORY = _FACTORY_TYPE()
_EMPTY = MappingProxyType({})
_FIELDS = "__dataclass_fields__"
_ATOMIC = frozenset({type(None), bool, int, float, str, bytes, type(...), type(NotImplemented), type, range, property,
                     type(len), type(lambda: None)})


class InitVar:
    """As an annotation: an argument of __init__ that only __post_init__ sees."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class _Kind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = _Kind("_FIELD"), _Kind("_FIELD_CLASSVAR"), _Kind("_FIELD_INITVAR")


class Field:
    """A field of a dataclass."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
                 "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)

    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")
        shown = ",".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"Field({shown},_field_type={self._field_type})"

    __class_getitem__ = classmethod(GenericAlias)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Says more about a field than its default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Gives a class the methods that follow from its annotated fields."""

    def decorate(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return decorate if cls is None else decorate(cls)


# ----- the fields of a class -----

def _is_form(annotation, module, name):
    """Whether an annotation is ClassVar or InitVar, with or without a type; it may be a string."""
    if isinstance(annotation, str):
        head = annotation.partition("[")[0].strip()
        return head == name or head.endswith("." + name)
    module = sys.modules.get(module)
    form = getattr(module, name, None)
    return module is not None and (annotation is form or getattr(annotation, "__origin__", None) is form
                                   or form is InitVar and type(annotation) is InitVar)


def _make_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        # A slot's descriptor is no default.
        made = field(default=MISSING if type(default).__name__ == "member_descriptor" else default)
    made.name, made.type = name, annotation
    made._field_type = _FIELD
    if _is_form(annotation, "typing", "ClassVar"):
        made._field_type = _FIELD_CLASSVAR
    elif _is_form(annotation, "dataclasses", "InitVar"):
        made._field_type = _FIELD_INITVAR
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type is _FIELD_CLASSVAR:
        if made.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory")
    return made


def _collect(cls, frozen, kw_only):
    """All fields by name: those of the bases first."""
    found = {}
    has_base, frozen_bases = False, []
    for base in cls.__mro__[-1:0:-1]:
        inherited = base.__dict__.get(_FIELDS)
        if inherited is not None:
            has_base = True
            found.update(inherited)
            frozen_bases.append(base.__dataclass_params__.frozen)
    own = {}
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or isinstance(annotation, str) and annotation.rpartition(".")[2] == "KW_ONLY":
            kw_only = True
        else:
            own[name] = _make_field(cls, name, annotation, kw_only)
    for name, made in own.items():
        found[name] = made
        if isinstance(cls.__dict__.get(name), Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in own:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_base:
        if True in frozen_bases and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if frozen and True not in frozen_bases:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return found


# ----- the methods as text -----

class _Text:
    """The methods of one class: their text, and the names that it uses."""

    def __init__(self):
        self.lines = []
        self.names = {"_FACTORY": _FACTORY, "_setattr": object.__setattr__, "_get_ident": get_ident, "_running": set(),
                      "FrozenInstanceError": FrozenInstanceError}
        self.methods = []

    def add(self, name, parameters, body):
        self.methods.append(name)
        self.lines.append(f" def {name}({', '.join(parameters)}):")
        self.lines += ["  " + line for line in body]

    def define(self, cls):
        """Compiles the text, and gives the class the methods."""
        methods = ", ".join(self.methods)
        lines = [f"def create({', '.join(self.names)}):", *self.lines, f" return ({methods},)"]
        namespace = {}
        exec("\n".join(lines), namespace)
        for function in namespace["create"](**self.names):
            function.__qualname__ = f"{cls.__qualname__}.{function.__name__}"
            function.__module__ = cls.__module__
            setattr(cls, function.__name__, function)


def _add_init(text, arguments, keyword_only, all_fields, frozen, has_post_init, slots):
    seen_default = None
    for each in arguments:
        if each.default is not MISSING or each.default_factory is not MISSING:
            seen_default = each
        elif seen_default is not None:
            raise TypeError(f"non-default argument {each.name!r} follows default argument {seen_default.name!r}")
    this = "self" if all(each.name != "self" for each in all_fields) else "_self"
    body = []
    for each in all_fields:
        name, value = each.name, each.name
        if each.default_factory is not MISSING:
            text.names[f"_default_{name}"] = each.default_factory
            value = f"_default_{name}()"
            if each.init:
                value += f" if {name} is _FACTORY else {name}"
        elif each.default is not MISSING:
            text.names[f"_default_{name}"] = each.default
            if not each.init:
                if not slots:
                    continue  # the class has it
                value = f"_default_{name}"
        elif not each.init:
            continue
        if each._field_type is not _FIELD_INITVAR:
            body.append(f"_setattr({this}, {name!r}, {value})" if frozen else f"{this}.{name} = {value}")
    if has_post_init:
        seen = ", ".join(each.name for each in all_fields if each._field_type is _FIELD_INITVAR)
        body.append(f"{this}.__post_init__({seen})")

    def parameter(each):
        if each.default_factory is not MISSING:
            return f"{each.name}=_FACTORY"
        return each.name if each.default is MISSING else f"{each.name}=_default_{each.name}"

    parameters = [this, *map(parameter, arguments)]
    if keyword_only:
        parameters += ["*", *map(parameter, keyword_only)]
    text.add("__init__", parameters, body or ["pass"])


def _add_repr(text, shown):
    parts = ", ".join(f"{each.name}={{self.{each.name}!r}}" for each in shown)
    text.add("__repr__", ["self"], [
        "key = id(self), _get_ident()",
        "if key in _running:",
        "  return '...'",
        "_running.add(key)",
        "try:",
        f"  return self.__class__.__qualname__ + f'({parts})'",
        "finally:",
        "  _running.discard(key)",
    ])


def _tuple(this, compared):
    return f"({''.join(f'{this}.{each.name},' for each in compared)})"


def _add_comparisons(text, cls, compared, eq, order):
    if eq and "__eq__" not in cls.__dict__:
        same = " and ".join(f"self.{each.name}==other.{each.name}" for each in compared) or "True"
        text.add("__eq__", ["self", "other"], [
            "if self is other:",
            "  return True",
            "if other.__class__ is self.__class__:",
            f"  return {same}",
            "return NotImplemented",
        ])
    if order:
        for name, sign in ("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">="):
            if name in cls.__dict__:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                                "Consider using functools.total_ordering")
            text.add(name, ["self", "other"], [
                "if other.__class__ is self.__class__:",
                f"  return {_tuple('self', compared)}{sign}{_tuple('other', compared)}",
                "return NotImplemented",
            ])


def _add_frozen(text, cls, names):
    text.names["cls"] = cls
    test = "if type(self) is cls" + (f" or name in {set(names)!r}:" if names else ":")
    for method, extra, verb in ("__setattr__", ["value"], "assign to"), ("__delattr__", [], "delete"):
        if method in cls.__dict__:
            raise TypeError(f"Cannot overwrite attribute {method} in class {cls.__name__}")
        arguments = ", ".join(["name", *extra])
        text.add(method, ["self", "name", *extra], [
            test,
            f"  raise FrozenInstanceError(f'cannot {verb} field {{name!r}}')",
            f"super(cls, self).{method}({arguments})",
        ])


def _add_hash(text, cls, hashed, unsafe_hash, eq, frozen):
    own = cls.__dict__.get("__hash__", MISSING)
    explicit = not (own is MISSING or own is None and "__eq__" in cls.__dict__)
    if unsafe_hash and explicit:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if unsafe_hash or eq and frozen and not explicit:
        text.add("__hash__", ["self"], [f"return hash({_tuple('self', hashed)})"])
    elif eq and not explicit:
        cls.__hash__ = None


class _Params:
    """The arguments of @dataclass, for those who look."""

    def __init__(self, **params):
        for name, value in params.items():
            setattr(self, name, value)

    def __repr__(self):
        return f"_DataclassParams({','.join(f'{name}={value!r}' for name, value in vars(self).items())})"


def _signature(cls, parameters, keyword_only):
    def show(each):
        annotation = each.type
        if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
            annotation = annotation.__qualname__ if annotation.__module__ == "builtins" else (
                f"{annotation.__module__}.{annotation.__qualname__}")
        elif isinstance(annotation, str):
            annotation = repr(annotation)
        shown = f"{each.name}: {str(annotation).replace('typing.', '')}"
        if each.default_factory is not MISSING:
            return shown + " = <factory>"
        return shown if each.default is MISSING else f"{shown} = {each.default!r}"

    star = ["*"] if keyword_only else []
    return f"{cls.__name__}({', '.join([*map(show, parameters), *star, *map(show, keyword_only)])})"


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    found = _collect(cls, frozen, kw_only)
    setattr(cls, _FIELDS, found)
    cls.__dataclass_params__ = _Params(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                                       match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
    stored = [each for each in found.values() if each._field_type is _FIELD]
    settable = [each for each in found.values() if each._field_type is not _FIELD_CLASSVAR]
    arguments = [each for each in settable if each.init and not each.kw_only]
    keyword_only = [each for each in settable if each.init and each.kw_only]
    compared = [each for each in stored if each.compare]
    text = _Text()
    if init:
        _add_init(text, arguments, keyword_only, settable, frozen, hasattr(cls, "__post_init__"), slots)
    if repr and "__repr__" not in cls.__dict__:
        _add_repr(text, [each for each in stored if each.repr])
    _add_comparisons(text, cls, compared, eq, order)
    if frozen:
        _add_frozen(text, cls, [each.name for each in stored])
    _add_hash(text, cls, [each for each in stored if (each.compare if each.hash is None else each.hash)], unsafe_hash,
              eq, frozen)
    text.define(cls)
    if init:
        cls.__init__.__annotations__ = {each.name: each.type for each in arguments + keyword_only} | {"return": None}
    if "__replace__" not in cls.__dict__:
        cls.__replace__ = _replace
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([each.name for each in arguments])
    if not cls.__doc__:
        cls.__doc__ = _signature(cls, arguments, keyword_only)
    return _with_slots(cls, stored, weakref_slot) if slots else cls


def _with_slots(cls, stored, weakref_slot):
    """The class made again with __slots__: they cannot be added to one that exists."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    taken = set()
    for base in cls.__mro__[1:-1]:
        own = base.__dict__.get("__slots__", ())
        taken.update([own] if isinstance(own, str) else own)
    names = [each.name for each in stored if each.name not in taken]
    namespace["__slots__"] = tuple(names + ["__weakref__"] * weakref_slot)
    for each in stored:
        namespace.pop(each.name, None)
    for name in "__dict__", "__weakref__":
        namespace.pop(name, None)
    qualname = cls.__qualname__
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = qualname
    if cls.__dataclass_params__.frozen:
        # The two methods that compare with the class have to know the new one.
        text = _Text()
        for method in "__setattr__", "__delattr__":
            delattr(made, method)
        _add_frozen(text, made, [each.name for each in stored])
        text.define(made)
    return made


# ----- functions on dataclasses -----

def fields(class_or_instance):
    """The fields of a dataclass or of an instance."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([each for each in found.values() if each._field_type is _FIELD])


def is_dataclass(obj):
    """Whether it is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict, dataclasses in them too."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    """The fields as a tuple, dataclasses in them too."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _convert(obj, build):
    kind = type(obj)
    if kind in _ATOMIC:
        return obj
    if hasattr(kind, _FIELDS):
        return build([(each.name, _convert(getattr(obj, each.name), build)) for each in fields(obj)])
    if kind is list:
        return [_convert(item, build) for item in obj]
    if kind is dict:
        return {_convert(key, build): _convert(value, build) for key, value in obj.items()}
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return kind(*[_convert(item, build) for item in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_convert(item, build) for item in obj])
    if isinstance(obj, dict):
        made = kind(obj.default_factory) if hasattr(kind, "default_factory") else kind()
        for key, value in obj.items():
            made[_convert(key, build)] = _convert(value, build)
        return made
    import copy
    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    """A new object like this one, with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for each in getattr(self, _FIELDS).values():
        if each._field_type is _FIELD_CLASSVAR:
            continue
        if not each.init:
            if each.name in changes:
                raise TypeError(f"field {each.name} is declared with init=False, it cannot be specified with replace()")
        elif each.name not in changes:
            if each._field_type is _FIELD_INITVAR and each.default is MISSING:
                raise TypeError(f"InitVar {each.name!r} must be specified with replace()")
            changes[each.name] = getattr(self, each.name)
    return self.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
                   module=None):
    """Makes a dataclass of names, (name, type) pairs or (name, type, field) triples."""
    annotations, defaults = {}, {}
    for item in fields:
        if isinstance(item, str):
            item = (item, "typing.Any")
        if not 2 <= len(item) <= 3:
            raise TypeError(f"Invalid field: {item!r}")
        name, annotation, *default = item
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
        if default:
            defaults[name] = default[0]
    body = {"__annotations__": annotations, "__module__": module or sys._getframe(1).f_globals.get("__name__")}
    cls = type(cls_name, bases, body | (namespace or {}) | defaults)
    return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
