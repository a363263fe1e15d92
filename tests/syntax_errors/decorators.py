@
def f(): pass

@a b
def g(): pass

@a
x = 1
