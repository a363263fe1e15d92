"""Looking at live objects: what they are, their members, signatures and source, and the frames that run."""

import abc
import os
import sys
import types
from collections import namedtuple

from _signature import BoundArguments, Parameter, Signature, formatannotation, signature, _empty, _ParameterKind

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32


# What an object is.


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    """A method that is bound to its object."""
    return isinstance(object, types.MethodType)


def isfunction(object):
    """A function that was written in Python."""
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__get__") and not isdatadescriptor(object)


def isroutine(object):
    """Any kind of function or method."""
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    if isinstance(object, (property, types.GetSetDescriptorType)):
        return True
    return hasattr(type(object), "__set__") or hasattr(type(object), "__delete__")


def isgeneratorfunction(obj):
    function = _function(obj)
    return isfunction(function) and bool(function.__code__.co_flags & CO_GENERATOR)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isframe(object):
    return isinstance(object, types.FrameType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def iscoroutinefunction(obj):
    """False: gilscope has no coroutines."""
    return False


iscoroutine = isawaitable = isasyncgenfunction = isasyncgen = iscoroutinefunction


def isabstract(object):
    """A class that has abstract methods left."""
    return isinstance(object, abc.ABCMeta) and bool(object.__abstractmethods__)


def _function(obj):
    while ismethod(obj) or hasattr(obj, "func"):
        obj = obj.__func__ if ismethod(obj) else obj.func
    return obj


# What belongs to it.


def getmembers(object, predicate=None):
    """The attributes as pairs, sorted by name; only those whose values the predicate likes."""
    members = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            members.append((name, value))
    return sorted(members, key=lambda pair: pair[0])


def getmro(cls):
    return cls.__mro__


def getattr_static(obj, attr, default=_empty):
    """An attribute as it is stored: no property is run and no method is bound."""
    classes = obj.__mro__ if isclass(obj) else type(obj).__mro__
    own = {} if isclass(obj) else getattr(obj, "__dict__", {})
    for names in (own, *[cls.__dict__ for cls in classes]):
        if attr in names:
            return names[attr]
    if default is _empty:
        raise AttributeError(attr)
    return default


def unwrap(func, *, stop=None):
    """The function that was decorated, all `__wrapped__` followed."""
    seen = {id(func)}
    first = func
    while hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f"wrapper loop when unwrapping {first!r}")
        seen.add(id(func))
    return func


FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")


def getfullargspec(func):
    """A function's parameters in the form of Python 2; signature() tells more."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError("unsupported callable")
    kinds = {kind: [] for kind in _ParameterKind}
    for parameter in signature(func, follow_wrapped=False).parameters.values():
        kinds[parameter.kind].append(parameter.name)
    returned = {"return": func.__annotations__["return"]} if "return" in func.__annotations__ else {}
    only, positional, star_args, named, star_kwargs = kinds.values()
    return FullArgSpec(only + positional, *[(names or [None])[0] for names in (star_args, star_kwargs)], func.__defaults__, named,
                       func.__kwdefaults__, returned | func.__annotations__)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations, a new dict."""
    owner = obj.__dict__ if isclass(obj) else vars(obj) if ismodule(obj) else {"__annotations__": getattr(obj, "__annotations__", None)}
    annotations = dict(owner.get("__annotations__") or {})
    if eval_str:
        names = globals if globals is not None else getattr(unwrap(obj), "__globals__", None) or vars(sys.modules[obj.__module__])
        for name, annotation in annotations.items():
            if isinstance(annotation, str):
                annotations[name] = eval(annotation, names, locals)
    return annotations


# Documentation.


def cleandoc(doc):
    """A docstring without the indentation of its lines, and without empty lines around."""
    lines = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")), default=0)
    lines = [lines[0].lstrip(" "), *[line[margin:] for line in lines[1:]]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    """The documentation of an object, cleaned up; a class or method without one has that of a base."""
    doc = getattr(object, "__doc__", None)
    if doc is None and isclass(object):
        doc = next((base.__doc__ for base in object.__mro__[:-1] if base.__doc__ is not None), None)
    elif doc is None and (ismethod(object) or isfunction(object)):
        owner = type(object.__self__) if ismethod(object) else None
        bases = owner.__mro__ if owner else ()
        named = [base.__dict__.get(object.__name__) for base in bases]
        doc = next((each.__doc__ for each in named if getattr(each, "__doc__", None) is not None), None)
    return cleandoc(doc) if isinstance(doc, str) else None


# Source.


def getmodule(object, _filename=None):
    """The module in which an object was made, or None."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    if isframe(object):
        return sys.modules.get(object.f_globals.get("__name__"))
    return None


def getfile(object):
    """The file that an object was read from."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if object.__module__ == "__main__":
            raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    code = _code(object)
    if code is None:
        raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got "
                        + type(object).__name__)
    return code.co_filename


getsourcefile = getfile


def getmodulename(path):
    name, dot, ending = os.path.basename(path).rpartition(".")
    return name if dot and ending == "py" else None


def _code(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        return object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        return object.f_code
    return object if iscode(object) else None


def findsource(object):
    """All lines of the file that an object was read from, and the index of its first line."""
    try:
        with open(getfile(object)) as file:
            lines = file.readlines()
    except OSError:
        raise OSError("could not get source code") from None
    if ismodule(object):
        return lines, 0
    if isclass(object):
        return lines, _find_class(object, lines)
    return lines, _code(object).co_firstlineno - 1


def _find_class(cls, lines):
    """Where the class statement of that name begins, its decorators included; an inner class stands in its outer one."""
    start, column = 0, -1
    for name in cls.__qualname__.split("."):
        if name == "<locals>":
            continue
        for index in range(start, len(lines)):
            words = lines[index].replace("(", " ").replace(":", " ").replace("[", " ").split()
            indent = len(lines[index]) - len(lines[index].lstrip())
            if words[:2] in (["class", name], ["def", name]) and indent > column:
                start, column = index, indent
                break
        else:
            raise OSError("could not find class definition")
    while start and lines[start - 1].startswith(" " * column + "@"):
        start -= 1
    return start


def getblock(lines):
    """The lines of the block that begins at the first one: until a line that is indented as it or less, outside of brackets and strings."""
    column = len(lines[0]) - len(lines[0].lstrip())
    depth, quote, last, head = 0, None, 0, True
    for index, line in enumerate(lines):
        bare = line.strip()
        inside = depth > 0 or quote is not None
        if not inside and not head and bare and len(line) - len(line.lstrip()) <= column:
            break
        depth, quote = _scan(line, depth, quote)
        if inside or bare and not bare.startswith("#"):
            last = index
        # The header may be decorators, and several lines long.
        if head and not inside:
            head = bare.startswith("@")
        if not head and depth == 0 and quote is None and index == 0 and not bare.startswith(("def ", "class ", "async ")):
            break  # a lambda: its line
    return lines[:last + 1]


def _scan(line, depth, quote):
    """How deep in brackets, and in which kind of string, a line ends that begins so."""
    index = 0
    while index < len(line):
        if quote is not None:
            if line[index] == "\\":
                index += 1
            elif line.startswith(quote, index):
                index += len(quote) - 1
                quote = None
        elif line[index] == "#":
            break
        elif line[index] in "\"'":
            quote = line[index] * (3 if line.startswith(line[index] * 3, index) else 1)
            index += len(quote) - 1
        else:
            depth += (line[index] in "([{") - (line[index] in ")]}")
        index += 1
    if quote is not None and len(quote) == 1 and not line.endswith("\\\n"):
        quote = None
    return depth, quote


def getsourcelines(object):
    """The lines of an object's source, and the number of the first."""
    object = unwrap(object)
    lines, first = findsource(object)
    if ismodule(object) or isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[first:]), first + 1


def getsource(object):
    """The source of a module, class, function or frame."""
    return "".join(getsourcelines(object)[0])


# Frames.

Traceback = namedtuple("Traceback", "filename lineno function code_context index")
FrameInfo = namedtuple("FrameInfo", "frame filename lineno function code_context index")


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def getframeinfo(frame, context=1):
    """Where a frame or a traceback stands, with so many lines around."""
    line = frame.tb_lineno if istraceback(frame) else frame.f_lineno
    if istraceback(frame):
        frame = frame.tb_frame
    code = frame.f_code
    around = index = None
    if context > 0:
        try:
            with open(code.co_filename) as file:
                lines = file.readlines()
        except OSError:
            pass
        else:
            start = max(0, min(line - 1 - context // 2, len(lines) - context))
            around, index = lines[start:start + context], line - 1 - start
    return Traceback(code.co_filename, line, code.co_name, around, index)


def getouterframes(frame, context=1):
    """A frame and all that called it."""
    found = []
    while frame:
        found.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    """The frames from a traceback to where the exception was raised."""
    found = []
    while tb:
        found.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return found


def stack(context=1):
    """The frames of the caller and all that called it."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """The frames between here and where the exception that is handled was raised."""
    error = sys.exception()
    return getinnerframes(error.__traceback__ if error else None, context)
