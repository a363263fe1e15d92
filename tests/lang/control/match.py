def what(v):
    match v:
        case 0 | 1: return "bit"
        case int(n) if n < 0: return f"negative {n}"
        case int(): return "int"
        case "hi": return "greeting"
        case str() as s: return f"str {s}"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [x, y, *rest]: return f"many {x} {y} {rest}"
        case {"k": val, **more}: return f"dict {val} {more}"
        case None: return "none"
        case _: return "other"
for v in (0, 1, -5, 7, "hi", "yo", [], [1], (1, 2, 3), {"k": 1, "z": 2}, {}, None, 2.5, True):
    print(repr(v), what(v))
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
for p in (P(0, 0), P(0, 5), P(3, 4), "p"):
    match p:
        case P(0, 0): print("origin")
        case P(x=0, y=y): print("on y", y)
        case P(x, y): print("at", x, y)
        case _: print("no point")
