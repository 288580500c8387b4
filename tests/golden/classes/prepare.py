class NS(dict):
    def __setitem__(self, k, v):
        if not k.startswith("__"): print("set", k, v if not callable(v) else "function")
        super().__setitem__(k, v)
    def __missing__(self, k):
        if k in ("print", "range", "__name__") or k.startswith("__"): raise KeyError(k)
        print("missing", k)
        return "?" + k
    def __delitem__(self, k):
        print("del", k)
        super().__delitem__(k)
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", mcls.__name__, name, bases, kw)
        return NS(pre="given")
    def __new__(mcls, name, bases, ns, **kw):
        print("keys", [k for k in ns if not k.startswith("__")], type(ns).__name__)
        return super().__new__(mcls, name, bases, dict(ns))
class A(metaclass=Meta, opt=3):
    a = 1
    b = pre
    c = unknown
    del a
    for i in range(2): pass
    def m(self): return "m"
    class Inner: pass
print(A.b, A.c, A.i, A().m(), hasattr(A, "a"))
class Bad(type):
    @classmethod
    def __prepare__(mcls, name, bases): return 5
try:
    class B(metaclass=Bad): pass
except TypeError as e:
    print(e)
class NoKw(type):
    @classmethod
    def __prepare__(mcls, name, bases): return {}
try:
    class C(metaclass=NoKw, k=1): pass
except TypeError as e:
    print(e)
def plain(name, bases, ns): return sorted(ns)
plain.__prepare__ = lambda name, bases: {"from_prepare": 1}
class D(metaclass=plain): x = 1
print([k for k in D if k[:2] != "__"])
print(type.__prepare__(), type.__prepare__("a", ()))
