def describe(items):
    if (n := len(items)) > 1:
        return f"{n} items, first {items[0]}, ratio {n / (n - len(items)):.2f}"


describe([1, 2])
