print("b starts")
import _cycle_a
y = "b.y"
try:
    _cycle_a.x
except AttributeError as e:
    print(e.args[0].split(" (")[0])
def use(): return _cycle_a.x
