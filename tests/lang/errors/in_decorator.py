def checked(f):
    def wrapper(*args):
        if not args:
            raise TypeError("needs arguments")
        return f(*args)
    return wrapper

@checked
def show(x):
    print(x)

show(1)
show()
