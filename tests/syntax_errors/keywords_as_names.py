class = 1
def for():
    pass
import lambda
x.if = 2
f(None=1, True=2)
