from functools import partial, reduce, wraps, update_wrapper, partialmethod, cmp_to_key, total_ordering
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
def f(a, b=2, *c, **k): return a, b, c, k
p = partial(f, 1, x=5); print(p(), p(9), p(9, 8, y=1), p(x=0), p.func is f, p.args, p.keywords, partial(p, 7)(), partial(p, 7).args, partial(partial(f, 1), 2).func is f, partial(int, base=2)("101"), partial(print, sep="-")(1, 2))
p.attr = 1; print(p.__dict__, p.attr, callable(p), repr(partial(int, "5", base=16)), repr(partial(len)))
t(lambda: partial()); t(lambda: partial(5)); t(lambda: partial(f)()); t(lambda: p.nope); t(lambda: setattr(p, "func", 1)); t(lambda: partial(len)(1, 2)); t(lambda: partial(int, base=2)("9"))
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [1, 2, 3], 10), reduce(max, [3, 1, 2]), reduce(lambda a, b: a + b, [], "init"), reduce(lambda a, b: b, [5]), reduce(lambda a, b: (a, b), "abc"))
t(lambda: reduce(max, [])); t(lambda: reduce(5, [1, 2])); t(lambda: reduce(max)); t(lambda: reduce(max, 5)); t(lambda: reduce(lambda a: a, [1, 2]))
def deco(g):
    @wraps(g)
    def inner(*a): "inner doc"; return g(*a)
    return inner
@deco
def named(x: int) -> str: "named doc"; return x
print(named.__name__, named.__doc__, named.__qualname__, named.__annotations__, named.__wrapped__.__name__, named(3), named.__module__)
class C:
    def m(self, a, b): return a, b
    pm = partialmethod(m, 1)
    pk = partialmethod(m, b=5)
print(C().pm(2), C().pk(3)); 
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted("bca", key=cmp_to_key(lambda a, b: (a > b) - (a < b))), max([1, 5, 3], key=cmp_to_key(lambda a, b: a - b)))
@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2), sorted([V(2), V(1)])[0].v)
try:
    @total_ordering
    class W: pass
except ValueError as e: print(e)
print(update_wrapper(lambda: 0, named, assigned=("__doc__",)).__doc__)
