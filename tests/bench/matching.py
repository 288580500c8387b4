def evaluate(node):
    match node:
        case int(n):
            return n
        case ("neg", x):
            return -evaluate(x)
        case ("add", x, y):
            return evaluate(x) + evaluate(y)
        case ("mul", x, y) if y != 0:
            return evaluate(x) * evaluate(y)
        case {"op": "sub", "left": x, "right": y}:
            return evaluate(x) - evaluate(y)
        case ["sum", *rest]:
            return sum(evaluate(x) for x in rest)
        case "zero" | "nil":
            return 0
        case _:
            raise ValueError(node)

tree = ("add", ("mul", 3, ("neg", 4)), {"op": "sub", "left": ["sum", 1, 2, "zero", 5], "right": ("add", 1, "nil")})
print(sum(evaluate(tree) + i for i in range(150000)))
