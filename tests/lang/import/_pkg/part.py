print("part", __name__)
value = "part value"
def up():
    from . import level
    return level
