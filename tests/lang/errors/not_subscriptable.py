def get(v):
    return v["key"][0]
get({"key": None})
