class I:
    def __init__(self, action, value): self.action, self.value = action, value
    def __index__(self):
        self.action()
        return self.value
a = list(range(10))
try: print(a[I(a.clear, 5)])
except IndexError as e: print(e, a)
a = list(range(10))
print(a[I(a.clear, 0):], a)
a = list(range(10))
try: a[I(lambda: a.__delitem__(slice(2, None)), 5)] = "x"
except IndexError as e: print(e, a)
a = list(range(5))
a[I(lambda: a.extend("xyz"), 1):3] = [9]
print(a)
a = list(range(5))
try: print(a.pop(I(a.clear, 0)))
except IndexError as e: print(e)
a = [1, 2, 3]
a.insert(I(a.clear, 2), "in")
print(a)
a = [1, 2]
print(a * I(a.clear, 3), a)
