def show(label, change):
    b = bytearray(b"abcdef")
    try:
        result = change(b)
    except (TypeError, ValueError, IndexError, OverflowError) as e:
        result = f"{type(e).__name__}: {e}"
    print(label, b, result)
def assign(b, key, value): b[key] = value
def delete(b, key): del b[key]
for key in (0, -1, 6, -7, "x", slice(1, 3), slice(0, 6, 2), slice(None, None, -1), slice(4, 1), slice(None, None, -2), slice(9, 20)):
    show(f"del {key}", lambda b: delete(b, key))
    for value in (7, 256, b"", b"XYZ", [1, 2], bytearray(b"123456"), "text", None):
        show(f"{key} = {value}", lambda b: assign(b, key, value))
show("self", lambda b: assign(b, slice(2, 4), b))
show("extend self", lambda b: b.extend(b))
show("extend", lambda b: b.extend(x for x in (1, 2)))
show("extend text", lambda b: b.extend("text"))
show("extend number", lambda b: b.extend(5))
show("extend large", lambda b: b.extend([1, 256]))
show("append", lambda b: b.append(-1))
show("insert", lambda b: (b.insert(-100, 1), b.insert(100, 2), b.insert(-1, 3)))
show("pop", lambda b: (b.pop(), b.pop(0), b.pop(-2)))
show("pop far", lambda b: b.pop(10))
show("remove", lambda b: b.remove(100))
show("remove none", lambda b: b.remove(1))
show("+=", lambda b: b.__iadd__(b"gh"))
show("+= text", lambda b: b.__iadd__("gh"))
show("*=", lambda b: b.__imul__(2))
show("*= 0", lambda b: b.__imul__(0))
show("clear", lambda b: b.clear())
a = b = bytearray(b"x")
a += b"y"; a *= 2
print(a is b, a, bytearray(a) is a, a == b"xyxy", a != "xyxy", a < b"xz", b"xz" > a, bool(bytearray()), len(a), list(reversed(a)))
try: bytearray().pop()
except IndexError as e: print(e)
try: {a: 1}
except TypeError as e: print(e)
class Sub(bytearray):
    def total(self): return sum(self)
s = Sub(b"\x01\x02"); s.append(3); s[0] = 9
print(s, s.total(), type(s.upper()), bytes(s), s == b"\x09\x02\x03")
it = iter(bytearray(b"ab"))
print(next(it), next(it), next(it, "end"))
