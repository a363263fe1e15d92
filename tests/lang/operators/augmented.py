x = 5
x += 2; x -= 1; x *= 3; x //= 2; x **= 2; x %= 50; x <<= 3; x >>= 1; x |= 1; x &= 0xFF; x ^= 0b11
print(x)
y = 7
y /= 2
print(y)
a = b = [1, 2]
a += [3]
print(a is b, b)
a = a + [4]
print(a is b, a, b)
a *= 2
print(a)
s = "ab"
s += "c"; s *= 2
print(s)
t = (1,)
u = t
t += (2,)
print(t, u)
d = {"n": [1]}
d["n"] += [2]
d["m"] = d.get("m", 0) + 1
print(d)
class Acc:
    def __init__(self): self.log = []
    def __iadd__(self, other):
        self.log.append(other)
        return self
acc = same = Acc()
acc += 1; acc += "two"
print(acc.log, acc is same)
pair = ([1], 2)
try:
    pair[0] += [9]
except TypeError as e:
    print(e, pair)
