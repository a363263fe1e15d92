"""States of generators, their errors, subclasses, SystemRandom."""
import random


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


r = random.Random(7)
r.gauss()
state = r.getstate()
print(state[0], len(state[1]), state[1][:3], state[1][-1], state[2])
first = [r.random(), r.gauss(), r.randint(1, 100)]
r.setstate(state)
print(first == [r.random(), r.gauss(), r.randint(1, 100)])
other = random.Random()
other.setstate(state)
print(first == [other.random(), other.gauss(), other.randint(1, 100)])
for wrong in [(4, (), None), (3, (1, 2), None), (3, [1], None), (3, ("a",) * 625, None)]:
    print(outcome(r.setstate, wrong))

print(outcome(r.choice, []), outcome(r.randrange, 0), outcome(r.randrange, 5, 5), outcome(r.randrange, 5, 1, 2), outcome(r.randrange, 1, 2, 0))
print(outcome(r.randint, 5, 2), outcome(r.randrange, 1.5), outcome(r.randrange, 10, step=2), outcome(r.sample, {1, 2}, 1), outcome(r.sample, [1], 2))
print(outcome(r.sample, [1], -1), outcome(r.sample, [1, 2], 1, counts=[1]), outcome(r.sample, [1], 1, counts=[-1]), outcome(r.sample, [1], 1, counts=[0.5]))
print(outcome(r.choices, [1], [0]), outcome(r.choices, [1, 2], [1]), outcome(r.choices, [1], [1], cum_weights=[1]), outcome(r.choices, [1, 2], 3))
print(outcome(r.choices, []), outcome(r.seed, [1]), outcome(r.getrandbits, -1), outcome(r.getrandbits, "a"), outcome(r.gammavariate, 0, 1))
print(outcome(r.binomialvariate, -1), outcome(r.binomialvariate, 5, 2), r.binomialvariate(5, 0.0), r.binomialvariate(5, 1.0), outcome(random.shuffle, (1, 2)))


class Fixed(random.Random):
    note = "fixed"

    def random(self):
        return 0.25


fixed = Fixed(1)
fixed.mark = 5
print(fixed.random(), fixed.uniform(0, 8), fixed.note, fixed.mark, isinstance(fixed, random.Random))

system = random.SystemRandom()
print(0 <= system.random() < 1, 0 <= system.randrange(10) < 10, len(system.randbytes(3)), outcome(system.getstate), system.choice([4]))
values = {random.Random().random() for _ in range(5)}
print(len(values))
