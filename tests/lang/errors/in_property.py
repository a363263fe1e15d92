class Box:
    @property
    def volume(self):
        return self.width * self.height
    def __init__(self):
        self.width = 2

print(Box().volume)
