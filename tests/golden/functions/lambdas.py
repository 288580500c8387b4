f = lambda: 1
print(f(), (lambda x: x * 2)(4), (lambda x, y=2: x + y)(1))
print((lambda *a: a)(1, 2), (lambda **k: k)(a=1), (lambda a, *, b: (a, b))(1, b=2))
print((lambda x: lambda y: (x, y))(1)(2))
print(sorted("bca", key=lambda c: -ord(c)))
print([f(3) for f in [lambda x: x + 1, lambda x: x - 1]])
y = lambda f: (lambda x: x(x))(lambda x: f(lambda v: x(x)(v)))
print(y(lambda rec: lambda n: 1 if n == 0 else n * rec(n - 1))(10))
print((lambda: (yield))().__class__.__name__)
print(list((lambda: [(yield 1), (yield 2)])()))
z = 5
print((lambda z=z: z)(), (lambda: z)())
print((lambda a, b: a if a else b)(0, "b"))
print((lambda x: x in (1, 2))(2), (lambda: not None)())
g = lambda x, /, *r, k=1, **kw: (x, r, k, kw)
print(g(1), g(1, 2, k=3, x=4), g.__code__.co_varnames)
print(repr(f)[:19], f.__name__, f.__qualname__)
class C:
    m = lambda self: ("m", type(self).__name__)
    n = lambda: "n"
print(C().m(), C.n(), C.m.__qualname__)
try:
    C().n()
except TypeError as e:
    print(e)
print((lambda: (lambda: (lambda: 1))())()())
d = {"add": lambda a, b: a + b, "neg": lambda a: -a}
print(d["add"](1, 2), d["neg"](3))
print(list(filter(lambda x: x % 2, range(6))), list(map(lambda x, y: x * y, (1, 2), (3, 4))))
print(max([3, 1, 2], key=lambda v: -v))
w = [lambda: (n := 3), lambda: n]
print(w[0]())
try:
    w[1]()
except NameError as e:
    print(e)
