name = "world
print('hello')
print('it's')
