def curry(f, *args):
    n = f.__code__.co_argcount
    return f(*args) if len(args) >= n else lambda *more: curry(f, *args, *more)
print(curry(lambda a, b, c: a + b + c)(1)(2)(3), curry(lambda a, b: a * b)(2, 5), curry(lambda: "none"))
def compose(*fs):
    def run(x):
        for f in reversed(fs): x = f(x)
        return x
    return run
print(compose(str, lambda x: x + 1, abs)(-4), compose()(5))
def memo(f):
    cache = {}
    def inner(*a):
        if a not in cache: cache[a] = f(*a); inner.misses += 1
        return cache[a]
    inner.misses = 0; inner.cache = cache
    return inner
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.misses, len(fib.cache))
def retry(times, *kinds):
    def deco(f):
        def inner(*a, **k):
            for attempt in range(1, times + 1):
                try: return f(*a, **k)
                except kinds as e:
                    print("attempt", attempt, repr(e))
                    if attempt == times: raise
        return inner
    return deco
state = iter([0, 0, 4])
@retry(3, ZeroDivisionError)
def flaky(): return 8 / next(state)
print(flaky())
@retry(2, KeyError)
def never(): raise KeyError("k")
try: never()
except KeyError as e: print("gave up", e, e.__context__)
def typed(f):
    def inner(*a):
        for v, (n, t) in zip(a, f.__annotations__.items()):
            if not isinstance(v, t): raise TypeError(f"{f.__name__}: {n} must be {t.__name__}, got {type(v).__name__}")
        return f(*a)
    return inner
@typed
def add(a: int, b: int): return a + b
print(add(1, 2))
try: add(1, "2")
except TypeError as e: print(e)
class Register:
    def __init__(self): self.f = {}
    def __call__(self, f): self.f[f.__name__] = f; return f
    def __getattr__(self, n):
        try: return self.f[n]
        except KeyError: raise AttributeError(n) from None
cmd = Register()
@cmd
def hello(n="you"): return f"hi {n}"
print(cmd.hello(), cmd.hello("x"), hello is cmd.hello, hasattr(cmd, "nope"))
def trampoline(f, *a):
    r = f(*a)
    while callable(r): r = r()
    return r
def count(n, acc=0): return acc if n == 0 else lambda: count(n - 1, acc + n)
print(trampoline(count, 5000))
def pipeline(*stages):
    def coroutine():
        v = yield
        while True: v = yield compose(*stages[::-1])(v)
    c = coroutine(); next(c); return c.send
p = pipeline(lambda x: x + 1, lambda x: x * 10, str); print(p(1), p(2), [p(i) for i in range(3)])
