def f():
    return 1 / 0


value = 5
f()
