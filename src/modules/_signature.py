"""Signatures of functions and other callables: their parameters, and which argument goes to which. For `inspect`."""

import enum
import functools
import types
from collections import OrderedDict


class _empty:
    """Stands for a default or an annotation that there is not."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        number = len(cls.__members__)
        kind = int.__new__(cls, number)
        kind._value_ = number
        kind.description = description
        return kind

    def __str__(self):
        return self.name


POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _ParameterKind


def formatannotation(annotation, base_module=None):
    """An annotation as it is written in a `def`."""
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)


class Parameter:
    """One parameter."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _ParameterKind
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self._kind = _ParameterKind(kind)
        if default is not _empty and self._kind in (VAR_POSITIONAL, VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name, self._default, self._annotation = name, default, annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=..., kind=..., annotation=..., default=...):
        """The same parameter with changes."""
        return type(self)(
            self._name if name is ... else name,
            self._kind if kind is ... else kind,
            default=self._default if default is ... else default,
            annotation=self._annotation if annotation is ... else annotation,
        )

    __replace__ = replace

    def _key(self):
        return self._name, self._kind, self._default, self._annotation

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, Parameter) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __str__(self):
        text, equals = self._name, "="
        if self._annotation is not _empty:
            text, equals = f"{text}: {formatannotation(self._annotation)}", " = "
        if self._default is not _empty:
            text += equals + repr(self._default)
        return {VAR_POSITIONAL: "*", VAR_KEYWORD: "**"}.get(self._kind, "") + text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'


class BoundArguments:
    """Which argument goes to which parameter."""

    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self._signature, self.arguments = signature, arguments

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        """The arguments to give by position."""
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (KEYWORD_ONLY, VAR_KEYWORD) or name not in self.arguments:
                break
            if parameter.kind is VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        """The arguments to give by name: those that can't be given by position, or follow one that is missing."""
        kwargs, by_name = {}, False
        for name, parameter in self._signature.parameters.items():
            by_name = by_name or parameter.kind in (KEYWORD_ONLY, VAR_KEYWORD) or name not in self.arguments
            if by_name and name in self.arguments:
                if parameter.kind is VAR_KEYWORD:
                    kwargs.update(self.arguments[name])
                else:
                    kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Puts the defaults in for what is missing."""
        complete = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                complete[name] = self.arguments[name]
            elif parameter.default is not _empty:
                complete[name] = parameter.default
            elif parameter.kind is VAR_POSITIONAL:
                complete[name] = ()
            elif parameter.kind is VAR_KEYWORD:
                complete[name] = {}
        self.arguments = complete

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __repr__(self):
        return f"<{type(self).__name__} ({', '.join([f'{name}={value!r}' for name, value in self.arguments.items()])})>"


class Signature:
    """The parameters of a callable, and what it returns."""

    __slots__ = ("_parameters", "_return_annotation")

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        listed, with_default = OrderedDict(), False
        for before, parameter in zip([None, *(parameters or ())], parameters or ()):
            kind = parameter.kind
            if before is not None and kind < before.kind:
                raise ValueError(f"wrong parameter order: {before.kind.description} parameter before {kind.description} parameter")
            if kind in (POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD):
                if with_default and parameter.default is _empty:
                    raise ValueError("non-default argument follows default argument")
                with_default = parameter.default is not _empty
            if parameter.name in listed:
                raise ValueError(f"duplicate parameter name: {parameter.name!r}")
            listed[parameter.name] = parameter
        self._parameters = types.MappingProxyType(listed)
        self._return_annotation = return_annotation

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return signature(obj, follow_wrapped=follow_wrapped)

    def replace(self, *, parameters=..., return_annotation=...):
        """The same signature with changes."""
        return type(self)(
            list(self._parameters.values()) if parameters is ... else parameters,
            return_annotation=self._return_annotation if return_annotation is ... else return_annotation,
        )

    __replace__ = replace

    def bind(self, /, *args, **kwargs):
        """Which argument goes where; TypeError if a call with them would fail."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        """The same for a call that lacks arguments."""
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments, rest, by_position = {}, list(args), []
        for name, parameter in self._parameters.items():
            kind = parameter.kind
            if kind is VAR_POSITIONAL:
                if rest:
                    arguments[name], rest = tuple(rest), []
            elif kind is VAR_KEYWORD:
                continue
            elif rest and kind is not KEYWORD_ONLY:
                if name in kwargs and kind is POSITIONAL_OR_KEYWORD:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = rest.pop(0)
            elif rest:
                raise TypeError("too many positional arguments")
            elif name in kwargs and kind is POSITIONAL_ONLY:
                by_position.append(name)
            elif name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {name!r}")
        if rest:
            raise TypeError("too many positional arguments")
        if kwargs:
            takers = [name for name, parameter in self._parameters.items() if parameter.kind is VAR_KEYWORD]
            if by_position and not takers:
                names = ", ".join(by_position)
                raise TypeError(f"got some positional-only arguments passed as keyword arguments: {names!r}")
            if not takers:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            arguments[takers[0]] = kwargs
        return BoundArguments(self, arguments)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self._parts() == other._parts() and self._return_annotation == other._return_annotation

    def _parts(self):
        parameters = self._parameters.values()
        by_name = {parameter.name: parameter for parameter in parameters if parameter.kind is KEYWORD_ONLY}
        return [parameter for parameter in parameters if parameter.kind is not KEYWORD_ONLY], by_name

    def __hash__(self):
        return hash((tuple(self._parameters.values()), self._return_annotation))

    def format(self, *, max_width=None):
        """The text: in one line, or with a line for each parameter if that would be too wide."""
        parts, kinds = [], [parameter.kind for parameter in self._parameters.values()]
        for index, parameter in enumerate(self._parameters.values()):
            before = kinds[index - 1] if index else None
            if before is POSITIONAL_ONLY and parameter.kind is not POSITIONAL_ONLY:
                parts.append("/")
            if parameter.kind is KEYWORD_ONLY and before not in (KEYWORD_ONLY, VAR_POSITIONAL):
                parts.append("*")
            parts.append(str(parameter))
        if kinds and kinds[-1] is POSITIONAL_ONLY:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self._return_annotation is not _empty:
            text += f" -> {formatannotation(self._return_annotation)}"
        return text

    def __str__(self):
        return self.format()

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"


def _of_function(function):
    code, annotations = function.__code__, function.__annotations__
    positional, keyword_only = code.co_argcount, code.co_kwonlyargcount
    names = list(code.co_varnames)
    defaults, named_defaults = function.__defaults__ or (), function.__kwdefaults__ or {}

    def parameter(name, kind, default=_empty):
        return Parameter(name, kind, default=default, annotation=annotations.get(name, _empty))

    parameters = []
    for index, name in enumerate(names[:positional]):
        kind = POSITIONAL_ONLY if index < code.co_posonlyargcount else POSITIONAL_OR_KEYWORD
        place = index - positional + len(defaults)
        parameters.append(parameter(name, kind, defaults[place] if place >= 0 else _empty))
    rest = names[positional + keyword_only:]
    if code.co_flags & 0x04:
        parameters.append(parameter(rest.pop(0), VAR_POSITIONAL))
    for name in names[positional:positional + keyword_only]:
        parameters.append(parameter(name, KEYWORD_ONLY, named_defaults.get(name, _empty)))
    if code.co_flags & 0x08:
        parameters.append(parameter(rest.pop(0), VAR_KEYWORD))
    return Signature(parameters, return_annotation=annotations.get("return", _empty))


def _without_first(signature):
    """The signature of a method that is bound."""
    parameters = list(signature.parameters.values())
    if not parameters or parameters[0].kind in (KEYWORD_ONLY, VAR_KEYWORD):
        raise ValueError("invalid method signature")
    if parameters[0].kind is not VAR_POSITIONAL:
        del parameters[0]
    return signature.replace(parameters=parameters)


def _of_partial(partial):
    """What is left of a signature when arguments were given in advance."""
    wrapped = signature(partial.func)
    bound = wrapped.bind_partial(*partial.args, **partial.keywords)
    parameters, named = [], False
    for name, parameter in wrapped.parameters.items():
        if parameter.kind in (VAR_POSITIONAL, VAR_KEYWORD):
            if not (named and parameter.kind is VAR_POSITIONAL):
                parameters.append(parameter)
            continue
        if name in partial.keywords:
            # It may be given again, but only by name, and so what follows it.
            named = True
            parameter = parameter.replace(kind=KEYWORD_ONLY, default=partial.keywords[name])
        elif name in bound.arguments:
            continue
        elif named:
            parameter = parameter.replace(kind=KEYWORD_ONLY)
        parameters.append(parameter)
    return wrapped.replace(parameters=parameters)


def _of_class(cls):
    for base in cls.__mro__[:-1]:
        for name in ("__new__", "__init__"):
            found = base.__dict__.get(name)
            found = getattr(found, "__func__", found)
            if isinstance(found, types.FunctionType):
                return _without_first(signature(found))
        if base.__module__ == "builtins":
            raise ValueError(f"no signature found for builtin type {cls!r}")
    return Signature()


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of a callable. What is built in has none in gilscope."""
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        return _without_first(signature(obj.__func__, follow_wrapped=follow_wrapped))
    while follow_wrapped and hasattr(obj, "__wrapped__") and not hasattr(obj, "__signature__"):
        obj = obj.__wrapped__
    if (given := getattr(obj, "__signature__", None)) is not None:
        return given
    if isinstance(obj, types.FunctionType):
        return _of_function(obj)
    if isinstance(obj, functools.partial):
        return _of_partial(obj)
    if isinstance(obj, type):
        return _of_class(obj)
    call = type(obj).__call__
    if isinstance(call, types.FunctionType):
        return _without_first(signature(call))
    raise ValueError(f"no signature found for builtin {obj!r}")


for _class in (_empty, _ParameterKind, Parameter, BoundArguments, Signature):
    _class.__module__ = "inspect"
