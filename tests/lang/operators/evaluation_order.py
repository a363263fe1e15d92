log = []
def v(name, value=1):
    log.append(name)
    return value

v("a") + v("b") * v("c")
v("f", lambda *a, **k: 0)(v("x"), *[v("y")], k=v("z"), **{"w": v("w")})
v("l", [0, 1])[v("i", 0)] = v("rhs")
{v("k1"): v("v1"), v("k2"): v("v2")}
[v("e1"), v("e2")]
v("lo") < v("hi", 2) < v("top", 3)
v("yes") if v("cond", 0) else v("no")
box = v("box", {})
box[v("key")], other = v("one"), v("two")
v("s", [1, 2, 3])[v("from", 0) : v("to", 2) : v("step")]
print(" ".join(log))
log.clear()
items = [1, 2]
items[v("idx", 1)] += v("add", 10)
print(" ".join(log), items)
