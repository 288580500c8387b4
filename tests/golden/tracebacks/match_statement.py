def handle(command):
    match command:
        case ["add", x, y]:
            return x + y
        case {"op": op, **rest} if rest[op]:
            return op


print(handle(["add", 1, 2]))
handle({"op": "missing"})
