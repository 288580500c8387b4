config = {"name": "x", ("a", 1): 2}
print(config["name"])
config["nested\nkey"]
