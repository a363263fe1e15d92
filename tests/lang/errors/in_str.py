class Bad:
    def __str__(self):
        return "value: " + self.value
    value = 5

print("start")
print(Bad())
