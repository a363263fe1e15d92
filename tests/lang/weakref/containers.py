"""WeakValueDictionary, WeakKeyDictionary, WeakSet."""
import gc
import weakref


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name!r})"


def fill(into, names):
    kept = []
    for name in names:
        thing = Thing(name)
        into(name, thing)
        kept.append(thing)
    return kept


cache = weakref.WeakValueDictionary()
things = fill(cache.__setitem__, "abc")
print(len(cache), sorted(cache), cache["a"], "b" in cache, cache.get("zz", 5), outcome(lambda: cache["zz"]), sorted(cache.items()), sorted(map(repr, cache.values())))
del things[1]
gc.collect()
print(len(cache), sorted(cache), "b" in cache, cache.get("b"), outcome(lambda: cache["b"]), sorted(cache.copy().keys()), len(cache.valuerefs()))
extra = Thing("extra")
print(cache.setdefault("e", extra), cache.pop("e"), cache.pop("e", None), outcome(cache.pop, "e"))
cache.update(x=extra)
del cache["x"]
print(sorted(cache), isinstance(cache, weakref.WeakValueDictionary), outcome(cache.__setitem__, "n", 1))
things.clear()
gc.collect()
print(len(cache), list(cache.items()))

notes = weakref.WeakKeyDictionary()
things = fill(lambda name, thing: notes.__setitem__(thing, name.upper()), "pq")
print(len(notes), notes[things[0]], things[1] in notes, sorted(notes.values()), notes.get(Thing("z"), 0), [k() for k in notes.keyrefs()], 5 in notes)
del things[0]
gc.collect()
print(len(notes), list(notes.items()), notes.setdefault(things[0], "new"), notes.pop(things[0]), len(notes), outcome(lambda: notes[1]))

members = weakref.WeakSet()
things = fill(lambda name, thing: members.add(thing), "xyz")
members.add(things[0])
print(len(members), things[0] in members, 5 in members, sorted(t.name for t in members))
members.discard(things[1])
members.remove(things[2])
other = weakref.WeakSet(things)
print(sorted(t.name for t in members), sorted(t.name for t in other - members), members <= other, sorted(t.name for t in members | other), other == weakref.WeakSet(things))
things.clear()
gc.collect()
print(len(members), list(other), outcome(members.pop))
