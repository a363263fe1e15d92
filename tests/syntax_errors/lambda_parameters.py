a = lambda x=1, y: x
b = lambda *: 1
c = lambda (x, y): x
d = lambda x y: x
