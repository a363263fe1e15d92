"""json.dumps: plain values, layouts, hooks, what is refused."""

import io
import json
from dataclasses import asdict, dataclass
from enum import IntEnum


def attempt(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


class Letter(IntEnum):
    A = 1


class Items(list):
    pass


class Pairs(dict):
    pass


class Sets(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)


@dataclass
class Point:
    x: int
    y: list


data = {"name": 'Zoë "q" \\ \n\t\x01', "numbers": [1, 2.5, -3, 1e100, 1e-7, True, False, None], "empty": {}, "list": [],
        "emoji": "😀", "nested": {"a": [{"b": 1}]}, "big": 10 ** 30}
print(json.dumps(data), json.loads(json.dumps(data)) == data)
print(json.dumps(data, ensure_ascii=False))
print(json.dumps(data, indent=2))
print(json.dumps(data, separators=(",", ":"), sort_keys=True))
print(json.dumps({1: "a", None: 2, True: 3, 2.5: 4}), json.dumps((1, 2)), json.dumps("x"), json.dumps(None))
print(json.dumps([float("nan"), float("inf"), -float("inf")]), json.dumps("\u2028é\x7f"), json.dumps(1e16))
print(json.dumps([1, [2, {"a": [3]}]], indent="\t"), json.dumps({"a": [], "b": {}}, indent=2), json.dumps([1, {"a": 2}], indent=0))
print(json.dumps({"set": {3}}, default=list), json.dumps([1, {2: {3}}], default=sorted, indent=1))
print(json.dumps({"a": {1, 2}}, cls=Sets), Sets().encode([{3}]))
print(json.dumps({"letter": Letter.A, Letter.A: [Letter.A]}), json.dumps([Items([1]), Pairs(a=1)]))
print(json.dumps(asdict(Point(1, [2]))))
attempt(json.dumps, {1, 2})
attempt(json.dumps, b"x", cls=Sets)
attempt(json.dumps, {(1, 2): 3})
attempt(json.dumps, {(1, 2): 3, "a": 1}, skipkeys=True)
attempt(json.dumps, float("nan"), allow_nan=False)
attempt(json.dumps, {1: 2, "a": 3}, sort_keys=True)
ring = []
ring.append({"ring": ring})
attempt(json.dumps, ring)
file = io.StringIO()
json.dump([1, "a"], file)
file.seek(0)
print(file.getvalue(), json.load(file))
