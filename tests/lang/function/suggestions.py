def f(count, total=0): pass
class Box:
    def __init__(self): self.width = 1
for call in (lambda: f(1, totl=2), lambda: f(coun=1), lambda: f(1, zzz=2)):
    try:
        call()
    except TypeError as e:
        print(e)
try:
    print(lenght)
except NameError as e:
    print(e, e.name)
try:
    Box().widht
except AttributeError as e:
    print(e, e.name)
