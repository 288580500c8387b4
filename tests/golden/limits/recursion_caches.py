# Caches, decorators and partials around endless recursion.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
import functools
@functools.lru_cache(None)
def f(n): return f(n+1)
t(f,0)
@functools.lru_cache(10)
def f(n): return f(n+1)
t(f,0)
@functools.cache
def f(n): return f(n+1)
t(f,0)
def deco(fn):
    @functools.wraps(fn)
    def w(*a,**k): return fn(*a,**k)
    return w
@deco
def f(n): return f(n+1)
t(f,0)
class C:
    @functools.cached_property
    def x(self): return self.x
t(lambda: C().x)
@functools.singledispatch
def sd(x): return sd(x)
t(sd,1)
p=functools.partial(lambda: p())
t(p)
