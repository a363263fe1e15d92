def greet(name)
    print("hello", name)

if True
    greet("you")

while False
    pass
else
    greet("me")
