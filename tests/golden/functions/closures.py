def counter(start=0):
    n = start
    def up(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return up, get

up, get = counter(5)
print(up(), up(10), get())
up2, get2 = counter()
print(up2(), get2(), get())

def late():
    def use(): return value
    try:
        print(use())
    except NameError as e:
        print(type(e).__name__, e)
    value = 3
    print(use())
    del value
    try:
        use()
    except NameError as e:
        print(e)
late()

def deep():
    x = 1
    def a():
        def b():
            def c():
                nonlocal x
                x += 1
                return x
            return c
        return b
    return a()()(), x
print(deep())

def params(a, b):
    def show(): return a, b
    a = a * 2
    return show
print(params(1, 2)())

def loop():
    out = []
    for i in range(3):
        def f(): return i
        out.append(f)
    return [f() for f in out]
print(loop())

def cells():
    x, y = 1, "s"
    return lambda: (y, x)
f = cells()
print(f.__code__.co_freevars, [c.cell_contents for c in f.__closure__])
f.__closure__[1].cell_contents = 99
print(f())
print(f.__closure__[0] == f.__closure__[0], "-")

def shadow(x):
    def inner():
        x = "inner"
        return x
    return inner(), x
print(shadow("outer"))

def recursive():
    def fact(n): return 1 if n < 2 else n * fact(n - 1)
    return fact(20)
print(recursive())

def comp_capture():
    k = 10
    return [(lambda: k + i)() for i in range(3)], {k: k for k in range(2)}, k
print(comp_capture())

def class_in_fn():
    v = "enclosing"
    class C:
        w = v
        def m(self): return v
    v = "changed"
    return C.w, C().m()
print(class_in_fn())
