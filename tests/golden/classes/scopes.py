# The body of a class is a scope its functions do not see.
x = "global"
class A:
    x = "class"
    y = x
    def m(self): return x
    z = [x for _ in range(1)]
    first = [i for i in x]
    try:
        bad = [x + i for i in x]
        print(bad)
    except NameError as e:
        print(e)
    l = lambda: x
    d = (lambda v=x: v)()
print(A.y, A().m(), A.z, A.first, A.l(), A.d)
def f():
    x = "function"
    class B:
        y = x
        x = "own"
        z = x
        def m(self): return x
    return B.y, B.z, B().m()
try:
    print(f())
except NameError as e:
    print(e)
def g():
    x = "function"
    class C:
        y = x
        def m(self): return x
    return C.y, C().m()
print(g())
def h():
    v = 1
    class D:
        nonlocal v
        v = 2
        w = v
    return v, D.w, hasattr(D, "v")
print(h())
class E:
    global made
    made = "by class"
    if made: cond = 1
    for i in range(3): last = i
    while False: pass
    with open(__file__) as fh: opened = True
    try: raise KeyError("k")
    except KeyError as err: caught = repr(err)
    del fh
    import math
    print(__name__, __qualname__, sorted(k for k in vars() if k[0] != "_"))
print(made, E.i, E.last, E.caught, hasattr(E, "err"), E.math.floor(1.5))
class F:
    a = b = 1
    a += 5
    (c, d), *e = (1, 2), 3, 4
    class G:
        try: g = a
        except NameError as err: g = str(err)
    print(G.g)
print(F.a, F.b, F.c, F.d, F.e, F.G.__qualname__)
class H:
    locals()["injected"] = 1
    print(injected)
    def __init__(self): self.v = self.__class__.__name__
print(H.injected, H().v)
exec("class I:\n    k = x\n", {"x": "exec global"}, ns := {})
print(ns["I"].k)
class J:
    del_me = 1
    del del_me
    try: del_me
    except NameError as e: print(e)
    try: del never
    except NameError as e: print(e)
