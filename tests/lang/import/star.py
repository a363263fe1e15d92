from _shapes import *
print(sides, area(2), Square(1))
try: set_sides
except NameError as e: print(e)
from _star_plain import *
print(visible, sorted(n for n in ("visible", "_private", "sys") if n in globals()))
