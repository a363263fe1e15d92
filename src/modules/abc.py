"""Abstract base classes: classes that say what a subclass must define, and to which other classes can be registered."""

__all__ = ["ABC", "ABCMeta", "abstractclassmethod", "abstractmethod", "abstractproperty", "abstractstaticmethod",
           "get_cache_token", "update_abstractmethods"]

_registrations = 0  # how often a class was registered anywhere: answers found before are out of date then


def abstractmethod(funcobj):
    """Marks a method that a subclass must define before it can have instances."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """The older spelling of @classmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __new__(cls, callable):
        return classmethod(abstractmethod(callable))


class abstractstaticmethod(staticmethod):
    """The older spelling of @staticmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __new__(cls, callable):
        return staticmethod(abstractmethod(callable))


def abstractproperty(fget=None, fset=None, fdel=None, doc=None):
    """The older spelling of @property over @abstractmethod."""
    return property(abstractmethod(fget), fset, fdel, doc)


def _abstract_names(cls, namespace):
    """The names that the class leaves abstract: its own, and those that it inherits and does not define."""
    names = {name for name, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        cls._abc_registry = []
        cls._abc_answers = (0, {})
        return cls

    def register(cls, subclass):
        """Makes a class count as a subclass. Returns it, so that this is a decorator too."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.append(subclass)
        _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = type(instance)
        if cls in subclass.__mro__:
            return True
        return cls.__subclasscheck__(subclass)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        known_at, answers = cls._abc_answers
        if known_at != _registrations:
            known_at, answers = cls._abc_answers = (_registrations, {})
        answer = answers.get(subclass)
        if answer is None:
            answer = answers[subclass] = cls._abc_find(subclass)
        return answer

    def _abc_find(cls, subclass):
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        if cls in subclass.__mro__:
            return True
        return any(issubclass(subclass, other) for other in cls._abc_registry + cls.__subclasses__())


class ABC(metaclass=ABCMeta):
    """A base for abstract base classes, for those who rather inherit than name a metaclass."""

    __slots__ = ()


def update_abstractmethods(cls):
    """Looks again which methods are abstract, after methods were added to a class."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls, vars(cls))
    return cls


def get_cache_token():
    """Changes with every register()."""
    return _registrations
