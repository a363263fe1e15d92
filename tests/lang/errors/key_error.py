config = {"name": "x", "size": 3}
print(config["name"])
total = config["size"] + config["weight"]
