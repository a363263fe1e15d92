class Bag: pass
b = Bag()
for i in range(200):
    setattr(b, f"attr_{i}", i)
for i in range(0, 200, 2):
    delattr(b, f"attr_{i}")
print(len(vars(b)), b.attr_1, b.attr_199, hasattr(b, "attr_0"), sum(vars(b).values()))
b.attr_0 = "again"
print(list(vars(b))[-1], list(vars(b))[0])
objs = [Bag() for _ in range(50)]
for i, o in enumerate(objs):
    o.a = i
    if i % 2: o.b = i * 2
    o.c = -i
print(sum(o.a for o in objs), sum(getattr(o, "b", 0) for o in objs), sum(o.c for o in objs), list(vars(objs[1])), list(vars(objs[2])))
