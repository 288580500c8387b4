data = {"a": [1, 2, 3]}
index = 7
print(data["a"][index] + 1)
