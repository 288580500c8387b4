def f(n):
    return [lambda: (i, j, n) for i in range(2) for j in range(2)]
print([g() for g in f(7)])
def g():
    k = 5
    a = [k + x for x in range(3)]
    b = {x: k for x in a}
    c = sum(k * x for x in a)
    d = [[k, x] for x in [y for y in a if y > k]]
    return a, b, c, d
print(g())
def h():
    x = [x for x in range(3)]
    y = [x for x in x]
    return x, y, [[x for x in x] for x in [x, y]]
print(h())
def i():
    r = [(lambda: x)() + x for x in range(3)]
    t = [y for x in range(3) if (y := x * 2) > 1]
    return r, t, y
print(i())
def j():
    def inner(): return [v for v in (outer_v, outer_v)]
    outer_v = "late"
    return inner()
print(j())
def k():
    i = "mine"
    gen = (i for i in range(3))
    lst = [i for i in range(3)]
    return i, list(gen), lst, i
print(k())
class C:
    n = 3
    a = [i * 2 for i in range(n)]
    b = (lambda n=n: [n for _ in range(2)])()
    def m(self): return [self.n + i for i in self.a]
print(C.a, C.b, C().m())
def l(xs):
    return [x for x in xs if all(x % d for d in range(2, x))]
print(l(range(2, 30)))
def m():
    e = "before"
    try: return [1 // e for e in (1, 0)]
    except ZeroDivisionError as err: return e, str(err)
print(m())
def n():
    del_it = [1, 2]
    out = [del_it for del_it in del_it]
    del del_it
    return out, "del_it" in locals()
print(n())
def o(): return [[(a, b, c) for c in range(b)] for a in range(3) for b in range(a)]
print(o())
def p():
    cells = {name: (lambda: name) for name in "ab"}
    return {k: v() for k, v in cells.items()}
print(p())
