def configure(obj):
    obj.size = 5
configure(object())
