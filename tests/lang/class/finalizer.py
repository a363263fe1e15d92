# An object whose last reference goes.
class Resource:
    def __del__(self):
        print("gone")


resource = Resource()
resource = None
print("end")
