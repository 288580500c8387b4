def f(a, b, c):
    return a * 2 + b["key"]["missing"] - c


f(1, {"key": {}}, 3)
