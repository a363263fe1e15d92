"""int | str, and what it answers."""

import types

number = int | float
print(number, int | None, None | int, list[int] | str | None)
print(isinstance(3, number), isinstance("3", number), issubclass(bool, number), isinstance(None, int | None))
print(int | str == str | int, hash(int | str) == hash(str | int), int | int, (number | int) == number)
print(number.__args__, type(number), isinstance(number, types.UnionType))


def find(key: int | str, default: list[int] | None = None) -> str | None: ...


print(find.__annotations__)
for left, right in (int, 3), ("int", int):
    try:
        left | right
    except TypeError as error:
        print(error)
for classes in list[int], int | list[int]:
    try:
        isinstance("x", classes)
    except TypeError as error:
        print(error)
