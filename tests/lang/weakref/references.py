"""ref, WeakMethod, proxy, finalize: objects go when a collection finds them unreachable."""
import gc
import weakref


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Node:
    def __init__(self, name):
        self.name = name

    def greet(self, word="hi"):
        return f"{word} {self.name}"

    def __eq__(self, other):
        return isinstance(other, Node) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def __add__(self, n):
        return self.name + n

    def __len__(self):
        return 3


def make(name):
    return Node(name)


gone = []
a = make("a")
r = weakref.ref(a, lambda reference: gone.append((reference is r, reference())))
print(r() is a, r() == a, hash(r) == hash(a), r.__callback__ is not None, weakref.ref(a).__callback__)
gc.collect()
print(r() is a, gone)
a = None
gc.collect()
print(r(), gone, hash(r) == hash("a"), r == r, r.__callback__, repr(r).endswith("dead>"))
unhashed = weakref.ref(make("x"))
gc.collect()
print(outcome(hash, unhashed))

for value in [1, "s", (), [], {}, None, 1.5, b"", range(3), True]:
    print(outcome(weakref.ref, value))
for value in [Node, make, len, Node("m").greet, gc, set(), frozenset(), (i for i in [])]:
    print(type(weakref.ref(value)).__name__, weakref.ref(value)() is not None)
print(weakref.ref, weakref.ReferenceType is weakref.ref, isinstance(r, weakref.ref))


class Slotted:
    __slots__ = ("x",)


class Weakly:
    __slots__ = ("x", "__weakref__")


class Items(list):
    pass


weakly, items = Weakly(), Items()
print(outcome(weakref.ref, Slotted()), weakref.ref(weakly)() is weakly, weakref.ref(items)() is items)


class Keyed(weakref.ref):
    def __init__(self, object, callback=None, key=None):
        super().__init__(object, callback)
        self.key = key


b = make("b")
keyed = Keyed(b, lambda reference: gone.append(reference.key), key="K")
print(keyed.key, keyed() is b)
b = None
gc.collect()
print(gone[-1], keyed())

n = make("n")
method = weakref.WeakMethod(n.greet)
p = weakref.proxy(n)
print(method()("hello"), p.name, p.greet(), p + "!", len(p), outcome(lambda: p.nope), bool(p))
p.name = "changed"
print(n.name, p.greet("yo"), type(p).__name__, type(weakref.proxy(make)).__name__)
n = None
gc.collect()
print(method(), outcome(lambda: p.name), outcome(lambda: p + 1))

owner = make("owner")
f = weakref.finalize(owner, print, "finalized", end="!\n")
g = weakref.finalize(owner, print, "never")
print(f.alive, f.peek()[2:], g.detach()[1] is print, g.alive)
owner = None
gc.collect()
print(f.alive, f(), f.peek())
last = make("last")
h = weakref.finalize(last, lambda: "called")
print(h(), h(), h.alive)
cycle = make("cycle")
cycle.me = cycle
rc = weakref.ref(cycle)
del cycle
gc.collect()
print(rc())
