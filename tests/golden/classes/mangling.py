class A:
    __x = 1
    __dunder__ = "not mangled"
    def __init__(self): self.__y = 2
    def get(self): return self.__x, self.__y, self.__dunder__
    def __m(self): return "A.__m"
    def call(self): return self.__m()
    def local(self):
        __loc = 5
        return __loc, sorted(locals())
    def kw(self, __k=3): return __k
    def glob(self):
        global __g
        __g = "global"
        return __g
    def imp(self):
        import math as __math
        return sorted(n for n in locals() if "math" in n)
    def lam(self): return (lambda: self.__x)(), [self.__x for _ in range(1)]
    def setter(self, o): o.__z = 1; return sorted(o.__dict__)
    def inner(self):
        class In:
            __q = 1
            def g(self): return self.__q
        return sorted(n for n in In.__dict__ if "q" in n and not n.startswith("__")), In().g()
    def string(self): return getattr(self, "_A__x"), hasattr(self, "__x")
    def exc(self):
        try: 1 / 0
        except ZeroDivisionError as __e: return sorted(n for n in locals() if "e" in n and n != "self")
    @property
    def __p(self): return "prop"
    def prop(self): return self.__p
a = A()
print(a.get(), a.call(), a.local(), a.kw(), a.kw(_A__k=4), a.glob(), _A__g, a.imp(), a.lam())
class O: pass
print(a.setter(O()), a.inner(), a.string(), a.exc(), a.prop())
print(sorted(n for n in A.__dict__ if n.startswith("_A")), a.__dict__)
class B(A):
    def __m(self): return "B.__m"
    def bcall(self): return self.__m(), self.call()
print(B().bcall())
class _C:
    __v = 1
print([n for n in _C.__dict__ if n.endswith("v")])
class __D:
    __v = 2
print([n for n in __D.__dict__ if n.endswith("v")])
class ___:
    __v = 3
print([n for n in ___.__dict__ if n.endswith("v")])
try:
    a.__x
except AttributeError as e:
    print(e)
class E:
    def f(self): return self.__nothing
try:
    E().f()
except AttributeError as e:
    print(e)
class F:
    def f(self): return __undefined
try:
    F().f()
except NameError as e:
    print(e)
def f(__a): return __a
print(f(__a=1))
class G:
    def f(self, **k): return k
    def g(self): return self.f(__k=1)
print(G().g())
