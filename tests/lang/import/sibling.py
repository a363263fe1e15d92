import _shapes
import _shapes as again
from _shapes import area, Square as Sq, sides
print(_shapes is again, _shapes.area is area, _shapes.sides, sides, area(3), Sq(2), _shapes.__name__, _shapes.__doc__, Sq.__module__)
_shapes.set_sides(5)
print(_shapes.sides, sides, area(3))
_shapes.sides = 6
print(area(1))
try: from _shapes import missing
except ImportError as e: print(str(e).split(" (")[0], e.name)
try: _shapes.missing
except AttributeError as e: print(e)
def inside():
    import _shapes as s
    from _shapes import area as ar
    return s.sides, ar(1)
print(inside(), hasattr(_shapes, "_hidden"), _shapes.__file__.endswith("_shapes.py"), type(_shapes).__name__)
import sys
print("_shapes" in sys.modules, sys.modules["_shapes"] is _shapes)
