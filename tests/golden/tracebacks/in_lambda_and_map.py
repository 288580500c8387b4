key = lambda item: item["id"]
print(sorted([{"id": 2}, {"id": 1}], key=key)[0])
print(list(map(lambda v: v.strip().nope, ["a"])))
