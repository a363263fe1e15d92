# Which of the names of typing make objects: those of classes outside builtins.
import typing

for name in "List Dict Set FrozenSet Tuple Type Deque DefaultDict OrderedDict Counter ChainMap Iterable Sized".split():
    try:
        print(name, getattr(typing, name)())
    except TypeError as error:
        print(name, error)
print(typing.Deque[int]([1]), typing.DefaultDict[str, int](int, a=1))
for alias in (typing.List[int], typing.Optional[int]):
    try:
        print(alias())
    except TypeError as error:
        print(error)
