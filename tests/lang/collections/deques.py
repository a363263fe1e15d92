"""deque: all its methods and what they say of wrong calls."""
from collections import deque


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.extend("ab")
d.extendleft([8, 9])
print(d, len(d), d[0], d[-1], d[3], bool(d), bool(deque()))
print(d.pop(), d.popleft(), d, d.count(1), d.index(3), d.index(3, 2, 6), 2 in d, "z" in d)
d.remove(3)
d.insert(1, "new")
d.insert(-1, "last but one")
d.insert(100, "end")
d.insert(-100, "start")
print(d)
d.rotate()
print(d)
d.rotate(-3)
d.reverse()
d[0] = "set"
del d[1]
del d[-1]
print(d, list(reversed(d)), [*d])
d.clear()
print(d, deque("abc", 2), deque(maxlen=3), deque(range(10), maxlen=3).maxlen, d.maxlen)

small = deque([1, 2, 3], maxlen=3)
small.append(4)
print(small)
small.appendleft(0)
small.extend([7, 8])
print(small, outcome(small.insert, 0, 5), small + deque([9]), small * 2, 3 * deque([1, 2], 5), small.copy(), small.__copy__().maxlen)
none = deque([1, 2], maxlen=0)
none.append(3)
none.extendleft("ab")
print(none, outcome(none.pop))

a = deque([1, 2])
a += [3]
a += a
print(a, a * 2, a * 0, a * -1)
a *= 2
print(a, a == deque([1, 2, 3] * 4), deque([1]) == [1], deque([1]) != deque([2]), deque([1, 2]) < deque([1, 3]), deque([1]) <= deque([1]), deque([2]) > deque([1, 5]))

wrong = deque([1, 2])
for function, *args in [(deque, 1), (deque, [], -1), (deque, [], "a"), (deque, 1, 2, 3), (wrong.index, 9), (wrong.remove, 9), (wrong.insert, "a", 1), (wrong.rotate, "a"),
                        (wrong.__getitem__, 5), (lambda: wrong["a"],), (lambda: wrong[0:1],), (wrong.__setitem__, 5, 1), (wrong.__delitem__, -3), (wrong.extend, 5),
                        (wrong.append,), (wrong.append, 1, 2), (wrong.pop, 1), (deque().pop,), (deque().popleft,), (hash, wrong), (lambda: wrong + [1],), (lambda: wrong < [1],),
                        (lambda: wrong * "a",), (lambda: wrong.nope,), (setattr, wrong, "maxlen", 1), (setattr, wrong, "x", 1), (deque.append, 5, 1), (deque,)]:
    print(outcome(function, *args))
print(outcome(deque, foo=1))

d = deque([1, 2, 3])
try:
    for x in d:
        d.append(x)
except RuntimeError as error:
    print(error)
it = iter(d)
print(next(it), it.__length_hint__())
d.pop()
print(outcome(next, it), outcome(next, it))


class Meddler:
    def __eq__(self, other):
        target.append(1)
        return False


target = deque([Meddler(), 2])
print(outcome(target.index, 7), outcome(target.count, 7), outcome(target.remove, 7), outcome(lambda: 7 in target))
d = deque([1])
d.append(d)
print(d, deque[int])
print(type(d).__name__, type(d).__module__, deque, type(iter(d)).__name__, type(reversed(d)).__name__)


class Named(deque):
    def __init__(self, *args):
        super().__init__(*args)
        self.name = "n"


n = Named("ab", 3)
n.append("c")
n.append("d")
print(n, n.name, len(n), n.copy(), type(n.copy()).__name__, n + deque("x"), n == deque("bcd"), isinstance(n, deque), n.__dict__)
