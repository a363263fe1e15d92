class Point:
    def __init__(self):
        self.length = 1

p = Point()
print(p.lenght)
