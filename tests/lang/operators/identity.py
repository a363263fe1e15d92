a = [1]
b = [1]
print(a == b, a is b, a is a, a is not b, not a is b)
c = a
c.append(2)
print(a, a is c, b)
print(None is None, True is True, () == (), "x" == "x", 1 == 1.0, [] is [], {} is {})
class Same:
    def __eq__(self, other): return True
s = Same()
print(s == 5, 5 == s, s == None, s != 1)
print(a in [[1, 2]], b in [[1, 2]], [1] in [a, b])
