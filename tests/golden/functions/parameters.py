# Every kind of parameter, and what each call binds.
def a(x, y=2, /, z=3, *rest, k, o=6, **kw):
    return x, y, z, rest, k, o, kw

print(a(1, k=5))
print(a(1, 9, k=5))
print(a(1, 9, 8, k=5))
print(a(1, 9, 8, 7, 6, k=5, o=4))
print(a(1, k=5, z=0))
print(a(1, k=5, x=0, y=1))
print(a(*[1, 2, 3, 4], **{"k": 1, "q": 2}))
print(a(*"ab", *range(2), k=1, **{"m": 3}, n=4))

def b(*, a, b=2):
    return a, b

print(b(a=1), b(b=1, a=3), b(**dict(a=5, b=6)))

def c(*args):
    return args

print(c(), c(1), c(*[]), c(*(), 1, *[2, 3]), c(*{}))

def d(**kw):
    return kw

print(d(), d(a=1), d(**{}, b=2, **{"c d": 3}))

def e(a, /):
    return a

def f(a, b=(), *, c=None):
    return a, b, c

print(e(4), f(1), f(b=1, a=2), f(1, c=3))

def g(a, b):
    a = a + 1
    b.append(a)
    return b

box = []
print(g(1, box), g(5, b=box), box is g(7, box))

def h(a, *, b):
    return {"a": a, "b": b}

print(h(1, b=2), h(a=1, b=2), h(b=1, a=2))
print((lambda *a, **k: (a, k))(1, 2, x=3))
print((lambda a, /, b=2, *, c=3: (a, b, c))(1, c=0))

def order(*args, **kwargs):
    return list(kwargs)

print(order(z=1, a=2, m=3))
print(order(**{"q": 1}, z=1, **{"b": 2}))
