"""partial, partialmethod, reduce, cmp_to_key."""
from functools import cmp_to_key, partial, partialmethod, reduce


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def show(*args, **kwargs):
    return args, kwargs


p = partial(show, 1, 2, a=3)
print(p(), p(4, b=5), p(a=6), p.args, p.keywords, p.func is show)
q = partial(p, 9, a=7, c=8)
print(q(), q.func is show, q.args, q.keywords)
print(partial(int, base=2), partial(int, base=2)("101"), partial(max, 1, [2]))
print(outcome(partial), outcome(partial, 5), outcome(partial(len)))
p.note = "noted"
print(p.note, p.__dict__, callable(p), isinstance(p, partial))


class Double(partial):
    def __call__(self, *args):
        return 2 * super().__call__(*args)


print(Double(pow, 2)(3), type(Double(pow, 2)).__name__)


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state, *, note=None):
        self.alive = state
        return note

    set_alive = partialmethod(set_state, True, note="alive")
    set_dead = partialmethod(set_state, False)


cell = Cell()
print(cell.set_alive(), cell.alive, cell.set_dead(note="dead"), cell.alive)
print(outcome(partialmethod, 5))

print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6), 10), reduce(max, [3]), reduce(max, [], "none"))
print(outcome(reduce, max, []), outcome(reduce, max, 5), outcome(reduce, max), outcome(reduce, 5, [1, 2]))


def by_length(a, b):
    return len(a) - len(b) or (a > b) - (a < b)


key = cmp_to_key(by_length)
print(sorted(["ccc", "a", "bb", "aa"], key=key), key("a") < key("bb"), key("a") == key("a"), key("b") >= key("a"), key("x").obj)
print(outcome(lambda: key("a") < 5), max(["a", "ccc"], key=key))
