"""The same numbers as CPython for the same seed."""
import random

for seed in [0, 1, -1, 42, 2**40, 2**70, "text", b"bytes", bytearray(b"ba"), 1.5, True, ""]:
    random.seed(seed)
    print(seed, random.random(), random.getrandbits(7), random.getrandbits(32), random.getrandbits(100), random.randint(1, 6), random.randrange(1000))
random.seed(5, version=1)
print(random.random())
random.seed("old", version=1)
print(random.random())

r = random.Random(12345)
print([r.randrange(10) for _ in range(10)], [r.randrange(5, 50, 7) for _ in range(5)], [r.randrange(10, -10, -3) for _ in range(5)])
print(r.choice("abcdef"), r.choices("abc", k=5), r.choices("abc", [1, 2, 7], k=8), r.choices([1, 2], cum_weights=[3, 4], k=4))
items = list(range(10))
r.shuffle(items)
print(items, r.sample(range(100), 5), r.sample("abcdefgh", 8), r.sample(range(10**6), 6), r.sample(["x", "y"], counts=[3, 4], k=5))
print(r.uniform(2, 5), r.triangular(), r.triangular(1, 5, 2), r.triangular(3, 3, 3), r.gauss(0, 1), r.gauss(10, 2), r.gauss())
print(r.normalvariate(), r.normalvariate(5, 2), r.lognormvariate(0, 0.25), r.expovariate(1.5), r.expovariate())
print(r.vonmisesvariate(0, 4), r.vonmisesvariate(1, 0), r.gammavariate(2, 3), r.gammavariate(1, 2), r.gammavariate(0.5, 1))
print(r.betavariate(2, 3), r.paretovariate(3), r.weibullvariate(1, 2), r.binomialvariate(10, 0.3), r.binomialvariate(100, 0.6), r.binomialvariate())
print(r.randbytes(5), r.getrandbits(0), r.getrandbits(64))
for _ in range(700):
    r.random()
print(r.random())
