nan = float("nan")
d = {nan: 1}
print(d[nan], float("nan") in d, nan in d, {nan: 1} == {nan: 1}, {1: nan} == {1: nan}, {1: float("nan")} == {1: float("nan")})
print({"a": [1, {"b": 2}]} == {"a": [1, {"b": 2}]}, {"a": 1} == {"a": 1.0}, {"a": 1} != {"a": 2}, {1: 2} == [(1, 2)], {} == [], {0: "x"} == {False: "x"})
