def pick(x):
    return (y := x["a"]) if x else x["b"]
print(pick({"a": 1}))
pick({})
