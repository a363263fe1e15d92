# An alias that is made by a call: its value.
from typing import TypeAliasType

Numbers = TypeAliasType("Numbers", list[int])
print(Numbers, Numbers.__name__, Numbers.__value__, Numbers.__type_params__)
