def a():
    x = 1
    def b():
        nonlocal x
        x += 1
        y = x
        def c():
            nonlocal y
            y += x
            return x, y
        return c
    return b
f = a()(); print(f(), f()); g = a(); h1, h2 = g(), g(); print(h1(), h2(), h1())
def make(n):
    def set(v): nonlocal n; n = v
    def get(): return n
    def dele(): nonlocal n; del n
    return set, get, dele
s, g, d = make(1); s(5); print(g()); d()
try: g()
except NameError as e: print(e)
s("back"); print(g())
def mutual():
    def even(n): return n == 0 or odd(n - 1)
    def odd(n): return n != 0 and even(n - 1)
    return even
print(mutual()(10), mutual()(7))
def shadowed_builtin():
    len = lambda x: "own len"
    def inner(): return len([])
    return inner()
print(shadowed_builtin(), len([]))
def param_cell(x, *args, k=2, **kw):
    def inner(): return x, args, k, kw
    x = "changed"
    return inner()
print(param_cell(1, 2, k=3, z=4))
def in_loop():
    fs = []
    for i in range(3):
        def f(i=i): return i
        def g(): return i
        fs.append((f, g))
    return [(f(), g()) for f, g in fs]
print(in_loop())
def except_name():
    try: raise ValueError("v")
    except ValueError as e:
        def show(): return repr(e)
        print(show())
    try: return show()
    except NameError as err: return str(err)
print(except_name())
def with_name():
    class CM:
        def __enter__(self): return "entered"
        def __exit__(self, *a): pass
    with CM() as c:
        f = lambda: c
    return f()
print(with_name())
def import_name():
    import math
    def f(): return math.floor(2.5)
    return f()
print(import_name())
def match_capture(v):
    match v:
        case [a, *b]: return (lambda: (a, b))()
print(match_capture([1, 2, 3]))
def annotated():
    x: int
    def f(): return x
    try: return f()
    except NameError as e: return str(e)
print(annotated())
def counter_class():
    n = 0
    class C:
        def bump(self):
            nonlocal n
            n += 1
            return n
    return C().bump, lambda: n
b, get = counter_class(); b(); b(); print(get())
print([f(10) for f in [lambda x, n=n: x * n for n in range(3)]], (lambda x: (lambda y: (lambda z: x + y + z)(3))(2))(1))
