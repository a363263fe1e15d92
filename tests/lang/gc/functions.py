"""gc: collecting, and what can be asked and set."""
import gc


class Node:
    pass


def cycle():
    a, b = Node(), Node()
    a.other, b.other = b, a


gc.collect()
for _ in range(10):
    cycle()
print(gc.collect() >= 10, isinstance(gc.collect(1), int), gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), len(gc.get_count()), len(gc.get_threshold()), gc.callbacks, gc.garbage)
gc.set_threshold(500, 5, 5)
print(gc.get_threshold())
gc.set_threshold(2000, 10, 0)
print(gc.get_threshold(), gc.is_tracked([]), gc.is_tracked(5), gc.is_tracked("a"))
try:
    gc.collect(5)
except ValueError as error:
    print(error)
print(gc.freeze(), gc.unfreeze())
try:
    gc.set_threshold("a")
except TypeError as error:
    print(error)
gc.set_threshold(700)
print(gc.get_threshold())
