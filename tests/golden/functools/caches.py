from functools import lru_cache, cache, cached_property, singledispatch, singledispatchmethod
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
calls = []
@lru_cache(maxsize=2)
def f(x, y=0): calls.append((x, y)); return x + y
print(f(1), f(1), f(2), f(1), f(3), f(2), calls, f.cache_info(), f.cache_parameters()); f.cache_clear(); print(f.cache_info(), f.__wrapped__(5), f.__name__)
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
@lru_cache
def g(*a, **k): return a, k
print(g(1), g(1.0), g(a=1), g(1, a=1), g.cache_info()); t(lambda: g([])); t(lambda: lru_cache(5, 6, 7)); t(lambda: lru_cache("x")); t(lambda: fib()); t(lambda: lru_cache(maxsize=1.5))
@lru_cache(typed=True)
def h(x): return type(x).__name__
print(h(1), h(1.0), h(True), h.cache_info()); 
@lru_cache(maxsize=0)
def z(x): return x
print(z(1), z(1), z.cache_info())
@lru_cache(maxsize=None)
def err(x): calls.append(x); raise ValueError(x)
calls.clear(); t(lambda: err(1)); t(lambda: err(1)); print(calls)
class C:
    n = 0
    @cached_property
    def p(self): "doc p"; self.n += 1; return self.n * 10
    @lru_cache
    def m(self, x): return x * 2
c = C(); print(c.p, c.p, c.n, c.__dict__, C.p.__doc__, c.m(4), c.m(4), C.m.cache_info().hits); del c.p; print(c.p); c.p = "set"; print(c.p)
class S:
    __slots__ = ()
    @cached_property
    def p(self): return 1
t(lambda: S().p)
@singledispatch
def show(x): return "object"
@show.register
def _(x: int): return "int"
@show.register(list)
def _(x): return "list"
@show.register(str)
@show.register(bytes)
def _(x): return "text"
print(show(1), show(True), show([]), show("a"), show(b""), show(1.5), show(None), show.dispatch(bool) is show.registry[int], sorted(c.__name__ for c in show.registry)); t(lambda: show())
class D:
    @singledispatchmethod
    def m(self, x): return "default"
    @m.register
    def _(self, x: int): return "int method"
print(D().m(1), D().m("s"))
