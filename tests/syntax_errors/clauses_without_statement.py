else:
    pass
x = 1
elif x:
    pass
x = 2
except ValueError:
    pass
x = 3
finally:
    pass
