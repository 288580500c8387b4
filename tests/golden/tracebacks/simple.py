def outer(x):
    return inner(x) + 1


def inner(x):
    return x / 0


print("before")
outer(5)
