"""array: its methods and what they refuse."""
from array import array, typecodes


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


a = array("i", [1, 2, 3])
print(a, array("d", [1, 2.5]), array("f", [0.1]), array("w", "abc"), array("i"), array("i", (x for x in range(3))), array("i", b"abcdabcd"), array("d", a))
print(len(a), a[0], a[-1], a[0:2], 2 in a, list(a), a.typecode, a.itemsize, typecodes, array("f", [1e300]))
a.append(4)
a.extend([5, 6])
a.extend(array("i", [7]))
a.insert(0, 9)
a[1] = 8
print(a, a.pop(), a.pop(0), a.index(3), a.count(8), a.tolist(), a.tobytes())
a.remove(8)
del a[0]
a.reverse()
print(a, a + array("i", [1]), a * 2, 2 * a, a == array("d", [6, 5, 4, 3]), a < array("i", [9]), a == [6, 5, 4, 3])
a[0:2] = array("i", [7, 7, 7])
a.fromlist([1, 2])
a.frombytes(b"\1\0\0\0")
a += array("i", [3])
a *= 2
print(a, len(a))
a.byteswap()
print(a[0], a[-1])
a.clear()
print(a, bytes(array("h", [1, -1])), array("w", "xy").tounicode())
b = array("i", [1, 2, 3])
for function, *args in [(array, "z"), (array, "ii"), (array, 5), (array, "b", [200]), (array, "b", [-129]), (array, "B", [256]), (array, "B", [-1]), (array, "h", [40000]), (array, "h", [-40000]),
                        (array, "H", [70000]), (array, "H", [-1]), (array, "i", [2**40]), (array, "i", [-(2**40)]), (array, "I", [2**40]), (array, "I", [-1]), (array, "l", [2**70]),
                        (array, "L", [-1]), (array, "q", [2**70]), (array, "Q", [-1]), (array, "i", ["a"]), (array, "i", [1.5]), (array, "d", ["a"]), (array, "i", "abc"), (array, "i", 5),
                        (array, "i", b"abc"), (b.__getitem__, 5), (b.append, "x"), (b.pop, 9), (array("i").pop,), (b.index, 9), (b.remove, 9), (b.index, 2, 0, 1), (b.__add__, array("d")),
                        (b.__add__, [1]), (b.extend, array("d")), (b.extend, "a"), (b.fromlist, [1, "a"]), (b.fromlist, 5), (b.frombytes, b"abc"), (b.frombytes, "a"),
                        (b.__setitem__, slice(0, 1), [1]), (b.__setitem__, slice(0, 3, 2), array("i", [1])), (b.__setitem__, 99, 1), (b.__delitem__, 99)]:
    print(outcome(function, *args))
print(b, array, array[int], [x for x in b], sum(b), max(b), sorted(array("d", [3, 1, 2])))
