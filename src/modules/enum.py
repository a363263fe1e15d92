"""Enumerations: classes whose few instances are named in the class statement."""

import sys
from types import MappingProxyType

__all__ = ["EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto",
           "unique", "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
           "global_flag_repr", "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS",
           "NAMED_FLAGS", "UNIQUE", "show_flag_values", "pickle_by_global_name", "pickle_by_enum_name"]

property = property
_UNSET = object()


class nonmember:
    """Keeps a value in the class statement from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a member of what would not become one, a function for example."""

    def __init__(self, value):
        self.value = value


class auto:
    """Stands for the next value."""

    def __init__(self, value=_UNSET):
        self.value = value

    def __repr__(self):
        return f"auto({'' if self.value is _UNSET else self.value!r})"


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_descriptor(value):
    return isinstance(value, (classmethod, staticmethod)) or hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


class EnumDict(dict):
    """The namespace of a class statement: notes which names are members, and replaces auto() as they come."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None

    @property
    def member_names(self):
        return list(self._member_names)

    def __setitem__(self, key, value):
        if _is_sunder(key):
            if key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
                           "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_", "_add_value_alias_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
            if key == "_generate_next_value_":
                self._generate = value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member):
            self._note(key, value.value)
            value = value.value
        elif not (_is_dunder(key) or key in self._ignore or _is_descriptor(value) or isinstance(value, type)
                  or self._cls_name is not None and key.startswith(f"_{self._cls_name}__")):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, auto):
                value = self._next(key, value)
            elif type(value) is tuple and any(isinstance(item, auto) for item in value):
                value = tuple([self._next(key, item) if isinstance(item, auto) else item for item in value])
            self._note(key, value)
        super().__setitem__(key, value)

    def _note(self, key, value):
        self._member_names[key] = None
        self._last_values.append(value)

    def _next(self, key, value):
        if value.value is not _UNSET:
            return value.value
        generate = self._generate
        if isinstance(generate, staticmethod):
            generate = generate.__func__
        return generate(key, 1, len(self._member_names), self._last_values[:])

    def update(self, members, **more):
        for key, value in (members.items() if hasattr(members, "keys") else members):
            self[key] = value
        for key, value in more.items():
            self[key] = value


class FlagBoundary:
    """What a flag does with bits that it has no names for; becomes an enumeration below."""


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        for base in reversed(bases):
            if isinstance(base, EnumType):
                namespace._generate = base._generate_next_value_
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        names = list(getattr(classdict, "_member_names", ()))
        namespace = dict(classdict)
        for ignored in getattr(classdict, "_ignore", ()):
            namespace.pop(ignored, None)
        namespace.pop("_ignore_", None)
        values = [namespace.pop(name) for name in names]
        order = namespace.pop("_order_", None)
        if "_generate_next_value_" in namespace and not isinstance(namespace["_generate_next_value_"], staticmethod):
            namespace["_generate_next_value_"] = staticmethod(namespace["_generate_next_value_"])
        invalid = {"mro", ""} & set(names)
        if invalid:
            raise ValueError(f"invalid enum member name(s) {','.join(map(repr, invalid))}")
        made = super().__new__(metacls, cls, bases, namespace, **kwds)
        state = {
            "_member_names_": [], "_member_map_": {}, "_value2member_map_": {}, "_unhashable_values_": [],
            "_member_type_": _data_type(bases), "_boundary_": boundary or getattr(made, "_boundary_", None),
            "_flag_mask_": 0, "_singles_mask_": 0, "_all_bits_": 0,
        }
        for name, value in state.items():
            type.__setattr__(made, name, value)
        # A __new__ of the class makes its members; calling the class only looks them up.
        own_new = namespace.get("__new__", getattr(made, "_new_member_", None))
        own_new = own_new.__func__ if isinstance(own_new, staticmethod) else own_new
        if own_new is not None:
            type.__setattr__(made, "_new_member_", staticmethod(own_new))
        for name, value in zip(names, values):
            _add_member(made, name, value, own_new)
        _prefer_mixin_repr(made, bases, namespace)
        if made._flag_mask_:
            made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
            type.__setattr__(made, "_member_names_", _in_value_order(made))
        if order is not None:
            order = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            if order != made._member_names_:
                raise TypeError(f"member order does not match _order_:\n  {made._member_names_!r}\n  {order!r}")
        return made

    def __init__(cls, *args, **kwds):
        pass

    @classmethod
    def _check_for_existing_members_(metacls, name, bases):
        for base in bases:
            for ancestor in base.__mro__:
                if isinstance(ancestor, EnumType) and ancestor._member_names_:
                    raise TypeError(f"<enum {name!r}> cannot extend {ancestor!r}")

    def __call__(cls, value=_UNSET, names=_UNSET, *values, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        if cls._member_map_ or value is _UNSET:
            if value is _UNSET:
                raise TypeError(f"EnumType.__call__() missing 1 required positional argument: 'value'")
            if names is not _UNSET:
                value = (value, names, *values)
            return cls._lookup_(value)
        if names is _UNSET and type is None:
            if isinstance(value, str) or not issubclass(cls, Flag):
                raise TypeError(f"{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum")
            return cls._lookup_(value)
        module = module or sys._getframe(1).f_globals.get("__name__")
        return cls._create_(value, names, module, qualname, type, start, boundary)

    def _lookup_(cls, value):
        """The member that has a value."""
        if type(value) is cls:
            return value
        try:
            found = cls._value2member_map_.get(value, _UNSET)
        except TypeError:
            found = next((each for each in cls._member_map_.values() if each._value_ == value), _UNSET)
        if found is not _UNSET:
            return found
        try:
            found = cls._missing_(value)
        except Exception as error:
            problem, found = error, None
        else:
            problem = None
        if isinstance(found, cls):
            return found
        if cls._boundary_ is EJECT and isinstance(found, int):
            return found
        wrong = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if problem is not None:
            problem.__context__ = wrong
            raise problem
        if found is not None:
            raise TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")
        raise wrong

    def _create_(cls, class_name, names, module, qualname, mixin, start, boundary):
        """Enum("Name", "A B C"): the class without a class statement."""
        metacls = cls.__class__
        bases = (cls,) if mixin is None else (mixin, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            last, pairs = [], []
            for count, name in enumerate(names):
                value = cls._generate_next_value_(name, start, count, last[:])
                last.append(value)
                pairs.append((name, value))
            names = pairs
        for item in (names.items() if hasattr(names, "items") else names):
            name, value = item
            classdict[name] = value
        if module is not None:
            classdict["__module__"] = module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return f"<{'flag' if issubclass(cls, Flag) else 'enum'} {cls.__name__!r}>"

    def __dir__(cls):
        return sorted({"__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__",
                       "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_})

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)


EnumMeta = EnumType


def _data_type(bases):
    """The type that members are instances of beside the enumeration: int of an IntEnum."""
    for base in bases:
        for ancestor in base.__mro__:
            if isinstance(ancestor, EnumType):
                if ancestor._member_type_ is not object:
                    return ancestor._member_type_
            elif ancestor is not object and ("__new__" in ancestor.__dict__ or hasattr(ancestor, "__dataclass_fields__")):
                return base if not isinstance(base, EnumType) else ancestor
    return object


def _add_member(cls, name, value, own_new):
    """Makes the member of a name, or an alias if the value has a name already."""
    kind = cls._member_type_
    args = value if isinstance(value, tuple) else (value,)
    if kind is tuple:
        args = (args,)
    if own_new is not None:
        made = own_new(cls, *args)
    elif kind is object:
        made = object.__new__(cls)
    elif "__new__" in kind.__dict__:
        made = kind.__new__(cls, *args)
    else:
        made = object.__new__(cls)
    if not hasattr(made, "_value_"):
        if kind is object:
            made._value_ = value
        else:
            try:
                made._value_ = kind(*args)
            except Exception as error:
                raise TypeError("_value_ not set in __new__, unable to create it") from error
    value = made._value_
    made._name_ = name
    made.__objclass__ = cls
    made._sort_order_ = len(cls._member_names_)
    made.__init__(*args)
    try:
        known = cls._value2member_map_.get(value)
    except TypeError:
        known = next((each for each in cls._member_map_.values() if each._value_ == value), None)
        cls._unhashable_values_.append(value)
    if known is None and cls._boundary_ is not None and isinstance(value, int):
        if value & (value - 1) == 0 and value > 0:
            cls._singles_mask_ |= value
            cls._member_names_.append(name)
        cls._flag_mask_ |= value
    elif known is None:
        cls._member_names_.append(name)
    made = made if known is None else known
    cls._member_map_[name] = made
    if known is None:
        try:
            cls._value2member_map_[value] = made
        except TypeError:
            pass
    type.__setattr__(cls, name, made)


def _in_value_order(cls):
    """The names of a flag's single bits, by value if they were not defined so."""
    return sorted(cls._member_names_, key=lambda name: cls._member_map_[name]._value_)


def _prefer_mixin_repr(cls, bases, namespace):
    """A mixed-in type comes first in the order of bases. Still members are shown as an enumeration's, and combined as a
    flag's; only a ReprEnum is printed as the mixed-in type."""
    kind = cls._member_type_
    if kind is object:
        return
    chosen = {name: getattr(bases[-1], name) for name in ("__repr__", "__str__", "__format__", "__reduce_ex__")}
    if hasattr(kind, "__dataclass_fields__"):
        chosen["__repr__"] = _dataclass_repr
    if ReprEnum in bases:
        chosen["__str__"] = kind.__str__ if "__str__" in kind.__dict__ and kind is not int else kind.__repr__
        chosen["__format__"] = kind.__format__
    if cls._boundary_ is not None:
        for name in "or", "and", "xor", "ror", "rand", "rxor", "invert":
            chosen[f"__{name}__"] = getattr(Flag, f"__{name}__")
    for name, method in chosen.items():
        if name not in namespace:
            type.__setattr__(cls, name, method)


def _dataclass_repr(self):
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name, field in self.__dataclass_fields__.items() if field.repr)
    return f"<{self.__class__.__name__}.{self._name_}: {shown}>"


class Enum(metaclass=EnumType):
    """A set of names that are bound to unique values."""

    def __init__(self, *args, **kwds):
        pass

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    @name.setter
    def name(self, name):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'name'")

    @value.setter
    def value(self, value):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'value'")

    @name.deleter
    def name(self):
        raise AttributeError("<enum 'Enum'> cannot delete attribute 'name'")

    @value.deleter
    def value(self):
        raise AttributeError("<enum 'Enum'> cannot delete attribute 'value'")

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What auto() stands for: one more than the greatest value so far."""
        if not last_values:
            return start
        try:
            return max(last_values) + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    @classmethod
    def _missing_(cls, value):
        """The member for a value that none has; subclasses may know one."""
        return None

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        own = {name for cls in type(self).__mro__ for name in cls.__dict__ if name[0] != "_"} - set(type(self)._member_map_)
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"} | own)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, protocol):
        return self.__class__, (self._value_,)


class ReprEnum(Enum):
    """An enumeration that changes only the repr of its values' type."""


class IntEnum(int, ReprEnum):
    """An enumeration whose members are integers too."""


class StrEnum(str, ReprEnum):
    """An enumeration whose members are strings too."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        for value in values:
            if not isinstance(value, str):
                raise TypeError(f"{value!r} is not a string")
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What a flag does with bits that it has no names for: refuse them, drop them, become an int, keep them."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _bits(value):
    while value > 0:
        lowest = value & -value
        yield lowest
        value ^= lowest


class Flag(Enum, boundary=STRICT):
    """An enumeration whose members are bits that can be combined."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        greatest = max(last_values)
        try:
            return 2 ** greatest.bit_length()
        except AttributeError:
            raise TypeError(f"invalid flag value {greatest!r}") from None

    @classmethod
    def _missing_(cls, value):
        """The combination of members that has a value."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        all_bits = cls._all_bits_
        unknown = value & ~cls._flag_mask_ if value >= 0 else 0
        if not ~all_bits <= value <= all_bits or unknown:
            if cls._boundary_ is STRICT:
                bits = max(value.bit_length(), cls._flag_mask_.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n    given {bin_text(value, bits)}\n"
                                 f"  allowed {bin_text(cls._flag_mask_, bits)}")
            if cls._boundary_ is EJECT:
                return value
            if cls._boundary_ is CONFORM:
                value &= cls._flag_mask_
        if value < 0:
            value = max(all_bits + 1, 2 ** value.bit_length()) + value if cls._boundary_ is KEEP else value & cls._flag_mask_
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        kind = cls._member_type_
        made = object.__new__(cls) if kind is object else kind.__new__(cls, value)
        made._value_ = value
        made.__objclass__ = cls
        names = [each._name_ for each in cls._iter_member_(value)]
        rest = value & ~cls._flag_mask_
        if rest and names:
            names.append(str(rest))
        made._name_ = "|".join(names) or None
        return cls._value2member_map_.setdefault(value, made)

    @classmethod
    def _iter_member_(cls, value):
        for bit in _bits(value & cls._flag_mask_):
            found = cls._value2member_map_.get(bit)
            if found is not None:
                yield found

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                            f"{self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        shown = self._numeric_repr_(self._value_) if self._member_type_ is object else repr(self._value_)
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {shown}>"
        return f"<{self.__class__.__name__}.{self._name_}: {shown}>"

    def __str__(self):
        return f"{self.__class__.__name__}({self._value_!r})" if self._name_ is None else (
            f"{self.__class__.__name__}.{self._name_}")

    def _operand(self, other):
        """The bits of the other operand; None if it is none."""
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        bits = self._operand(other)
        return NotImplemented if bits is None else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._operand(other)
        return NotImplemented if bits is None else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._operand(other)
        return NotImplemented if bits is None else self.__class__(self._value_ ^ bits)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)


def bin_text(value, bits):
    """A number in binary after its sign bit, as messages about flags show it."""
    sign = "0b0" if value >= 0 else "0b1"
    digits = f"{value if value >= 0 else value + 2 ** bits:b}"
    return f"{sign} {digits.rjust(bits, '0' if value >= 0 else '1')}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """A flag whose members are integers too."""


def unique(enumeration):
    """Refuses an enumeration with two names for one value."""
    doubles = [(name, each._name_) for name, each in enumeration.__members__.items() if name != each._name_]
    if doubles:
        shown = ", ".join(f"{alias} -> {name}" for alias, name in doubles)
        raise ValueError(f"duplicate values found in {enumeration!r}: {shown}")
    return enumeration


class EnumCheck(StrEnum):
    """What verify() looks for."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """A decorator that refuses an enumeration which lacks a property."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = "flag" if issubclass(enumeration, Flag) else "enum"
        for check in self.checks:
            if check is UNIQUE:
                doubles = [f"{alias} -> {each._name_}" for alias, each in enumeration.__members__.items()
                           if alias != each._name_]
                if doubles:
                    raise ValueError(f"aliases found in {enumeration!r}: {', '.join(doubles)}")
            elif check is CONTINUOUS:
                values = {each._value_ for each in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                wanted = [2 ** bit for bit in range(low.bit_length() - 1, high.bit_length())] if name == "flag" else (
                    range(low, high + 1))
                missing = [str(value) for value in wanted if value not in values]
                if missing:
                    raise ValueError(f"invalid {name} {enumeration.__name__!r}: missing values {', '.join(missing)}")
            elif check is NAMED_FLAGS:
                for alias, each in enumeration.__members__.items():
                    if each._value_ & ~enumeration._singles_mask_:
                        raise ValueError(f"invalid Flag {enumeration.__name__!r}: alias {alias!r} is missing value "
                                         f"{hex(each._value_ & ~enumeration._singles_mask_)} [use enum.show_flag_values(value) for details]")
        return enumeration


def show_flag_values(value):
    """The single bits of a flag as a list of numbers."""
    return list(_bits(int(value)))


def global_enum_repr(self):
    """module.NAME"""
    return f"{self.__class__.__module__.rpartition('.')[2]}.{self._name_}"


global_flag_repr = global_enum_repr


def global_str(self):
    """NAME"""
    return self._name_


def global_enum(cls, update_str=False):
    """Makes the members names of their module too."""
    cls.__repr__ = global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    for name, each in cls.__members__.items():
        setattr(sys.modules[cls.__module__], name, each)
    return cls


def pickle_by_global_name(self, proto):
    """How a member is pickled by its name in the module."""
    return self.name


def pickle_by_enum_name(self, proto):
    """How a member is pickled by its name in the enumeration."""
    return getattr, (self.__class__, self._name_)
