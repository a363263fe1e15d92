x = 1
if x = 1:
    print("one")
while x.y = 2:
    pass
print((x = 3))
