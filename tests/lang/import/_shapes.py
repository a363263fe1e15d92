"""Shapes, for sibling.py."""
print("_shapes runs, as", __name__)
sides = 4
_hidden = "hidden"
__all__ = ["sides", "area", "Square"]

def area(a):
    return a * sides

def set_sides(n):
    global sides
    sides = n

class Square:
    def __init__(self, a):
        self.a = a
    def __repr__(self):
        return f"Square({self.a})"
