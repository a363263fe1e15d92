s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), s == slice(1, 10, 2), list(range(20))[s], "abcdefghijkl"[s], s.indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(5), slice(10, 0, -2).indices(6))
class Show:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print("set", key, value)
    def __delitem__(self, key): print("del", key)
x = Show()
print(x[1], x[1:2], x[::2], x[:], x[1, 2], x[1:2, ::3], x[...], x["k"], x[()], x[-1:], x[None:"a"], x[(1, 2)])
x[1:2] = 5
x[::] = "all"
del x[3:4], x[0]
try:
    [1][slice("a", None)]
except TypeError as e:
    print(e)
class I:
    def __index__(self): return 2
print([1, 2, 3, 4][I():], "abcd"[:I()], slice(1, 2) == slice(1, 2, None), slice(1, 2) < slice(1, 3))
