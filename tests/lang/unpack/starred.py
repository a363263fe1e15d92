a, *b = [1, 2, 3]
print(a, b)
*a, b = "xyz"
print(a, b)
a, *b, c = 1, 2
print(a, b, c)
a, (b, *c), *d = 1, (2, 3, 4), 5, 6
print(a, b, c, d)
[a, *b] = range(4)
print(a, b)
(*a,) = {"k": 1, "j": 2}
print(a)
for first, *rest in ["abc", [1], (2, 3)]:
    print(first, rest)
*_, last = (i for i in range(5))
print(last, [*"ab", *[1], *()], (*range(2), 9), {*[1, 2], 3}, {**{"a": 1}, "b": 2, **{"a": 3}})
x = [1, 2, 3]
x[0], *x[1:] = "pqr"
print(x)
class O: pass
o = O()
o.first, *o.rest = 5, 6, 7
print(o.first, o.rest)
