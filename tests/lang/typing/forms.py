"""Names for annotations, subscripted and shown."""

import typing
from typing import *

print(List[int], Dict[str, int], Set[str], FrozenSet[int], Type[int], Tuple[int, str], Tuple[int, ...], Tuple[()])
print(Optional[int], Union[int, str], Union[int, None], Union[int, str, None], Union[int], Union[int, int, str])
print(Union[int, Union[str, float]], Optional[Optional[int]], int | Optional[str], Optional[str] | int)
print(Any, List, Dict, Callable, Iterable, Optional, Union, NoReturn, Self, Never)
print(Callable[[int, str], bool], Callable[..., Any], Callable[[], None], Callable[[Callable[[int], str]], None])
print(Iterable[int], Iterator[str], Sequence[int], Mapping[str, int], Generator[int, None, str], Awaitable[int])
print(Literal["a", 1, True], Final[int], ClassVar[int], Annotated[int, "unit", 3], Literal[1, 1])
print(List["Node"], Dict[str, List[Optional[int]]], Dict[str, None], List[Any])
print(Optional[int] == Union[None, int], List[int] == List[int], List[int] == List[str], Literal[1] == Literal[True])
print({List[int]: 1}[List[int]], hash(Union[int, str]) == hash(Union[str, int]))
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Optional[int]), get_args(Optional[int]))
print(get_args(Callable[[int], str]), get_origin(Literal[1]), get_args(Literal[1, 2]), get_origin(int), get_args(int))
print(get_origin(list[int]), get_args(list[int]), get_args(int | str))
print(isinstance([], List), isinstance({}, Dict), isinstance(3, Union[int, str]), issubclass(list, List))
Vector = List[float]
print(Vector, cast(int, "x"), TYPE_CHECKING, typing.Text)


def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print(error)


attempt(lambda: isinstance([], List[int]))
attempt(lambda: isinstance(3, Any))
attempt(lambda: Any())
attempt(lambda: List())
attempt(lambda: Optional[int, str])
attempt(lambda: List[int, str])
attempt(lambda: Dict[int])
attempt(lambda: Union[()])
attempt(lambda: Optional())
attempt(lambda: Callable[int])
