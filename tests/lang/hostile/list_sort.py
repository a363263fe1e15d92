# Comparisons and keys that change the list they are sorted from.
class Evil:
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        victims.clear()
        victims.extend([1, 2, 3])
        return self.n < other.n
victims = [Evil(n) for n in (3, 1, 2)]
try:
    victims.sort()
    print("no error")
except ValueError as e:
    print(e, [v.n for v in victims])
data = [3, 1, 2]
def key(x):
    data.append(x)
    return x
try: data.sort(key=key)
except ValueError as e: print(e, data)
def fails(x):
    raise KeyError(x)
data = [3, 1, 2]
try: sorted(data, key=fails)
except KeyError as e: print("KeyError", e, data)
class Mixed:
    def __lt__(self, other): raise TypeError("no order")
try: sorted([Mixed(), Mixed()])
except TypeError as e: print(e)
class Random:
    calls = 0
    def __lt__(self, other):
        Random.calls += 1
        return Random.calls % 2 == 0
print(len(sorted([Random() for _ in range(100)])))
