a = [1, 2]
a.append(a)
print(a, a[2] is a, a[2][2][0])
b = {"self": None}
b["self"] = b
print(b)
c = [a, b]
c.append((c,))
print(c)
class Box:
    def __init__(self): self.items = []
    def __repr__(self): return f"Box({self.items})"
box = Box()
box.items.append(1)
print(box, [box], {"b": box})
