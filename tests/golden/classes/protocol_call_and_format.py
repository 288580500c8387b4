class Call:
    def __call__(self, *a, **k): return a, k
c = Call(); print(c(), c(1, x=2), callable(c), c.__call__(3), Call.__call__(c, 4), list(map(c, [1])), sorted([2, 1], key=lambda v: c(v)[0]))
c.__call__ = lambda: "instance attribute is not used"; print(c(5), c.__call__())
class NotCall: pass
n = NotCall(); n.__call__ = lambda: 1
try: n()
except TypeError as e: print(e, callable(n))
NotCall.__call__ = lambda self: "added to class"; print(n(), callable(n)); del NotCall.__call__; print(callable(n))
class Meta(type):
    def __call__(cls, *a): return ("made", cls.__name__, a)
class M(metaclass=Meta): pass
print(M(1), type.__call__(M).__class__.__name__)
class Fmt:
    def __init__(self, v): self.v = v
    def __format__(self, s):
        match s.split("|"):
            case [""]: return f"plain {self.v}"
            case ["up"]: return self.v.upper()
            case ["pad", n]: return self.v.center(int(n), "~")
            case _: raise ValueError(f"unknown format {s!r}")
f = Fmt("text"); print(f"{f}", f"{f:up}", f"{f:pad|10}", "{:up}".format(f), format(f), format(f, "pad|8"), f"{f!r:.5}", f"{[f]!s:.8}")
for bad in (lambda: f"{f:zzz}", lambda: format(f, 5), lambda: "{:a|b|c}".format(f)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class Bytes:
    def __bytes__(self): return b"as bytes"
    def __complex__(self): return 1 + 2j
    def __float__(self): return 1.5
    def __int__(self): return 3
    def __index__(self): return 7
    def __round__(self, n=0): return ("rounded", n)
    def __divmod__(self, o): return "divmod"
    def __rdivmod__(self, o): return "rdivmod"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __length_hint__(self): return 4
    def __sizeof__(self): return 100
    def __dir__(self): return ["z", "a"]
    def __reversed__(self): return iter("rev")
    def __iter__(self): return iter("it")
    def __contains__(self, x): return x == 1
    def __fspath__(self): return "/a/path"
b = Bytes(); print(bytes(b), complex(b), float(b), int(b), hex(b), round(b), round(b, 2), divmod(b, 1), divmod(1, b), b ** 2, pow(b, 2, 3), dir(b), list(reversed(b)), list(b), 1 in b, 2 in b, b.__sizeof__(), [0] * 8 and list(range(8))[b])
class Sub(Bytes):
    __contains__ = None
    __reversed__ = None
    __pow__ = None
for f in (lambda: 1 in Sub(), lambda: reversed(Sub()), lambda: Sub() ** 2, lambda: 2 ** Sub()):
    try: print(f())
    except TypeError as e: print(e)
class Any:
    def __getattr__(self, n): return lambda *a: (n, a)
a = Any(); print(a.foo(1), a.__foo__(2))
for f in (lambda: len(a), lambda: a + 1, lambda: a[0], lambda: iter(a), lambda: a()):
    try: print(f())
    except TypeError as e: print(e)
