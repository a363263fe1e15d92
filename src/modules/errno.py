errorcode = {}
for _name, _number in list(globals().items()):
    if isinstance(_number, int):
        errorcode.setdefault(_number, _name)
