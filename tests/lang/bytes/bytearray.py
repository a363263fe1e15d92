a = bytearray(b"abc")
a.append(100)
a[0] = 65
a += b"ef"
a.extend([103, 104])
print(a, len(a), a[1], a[1:3], bytes(a), a.decode(), a == b"Abcdefgh", bytearray(2), bytearray([1, 2]))
a[1:3] = b"XYZ"
del a[0]
print(a, a.pop(), a, a.find(b"Z"), a.upper(), 88 in a)
a.reverse(); a.insert(0, 33); a.remove(88)
print(a, a.copy(), list(a))
for f in (lambda: a.append(256), lambda: a.append("x"), lambda: a.remove(1), lambda: a[100], lambda: hash(a)):
    try:
        f()
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
a.clear()
print(a, bool(a))
