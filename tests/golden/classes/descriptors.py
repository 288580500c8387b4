class Data:
    def __init__(self, name="?"): self.name = name
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner=None):
        print("get", self.name, obj is None, owner.__name__ if owner else None)
        return obj.__dict__.get(self.name, "default") if obj is not None else self
    def __set__(self, obj, v):
        print("set", self.name, v)
        obj.__dict__[self.name] = v
    def __delete__(self, obj):
        print("delete", self.name)
        del obj.__dict__[self.name]
class NonData:
    def __get__(self, obj, owner): return "non-data"
class SetOnly:
    def __set__(self, obj, v): obj.__dict__["s"] = ("set", v)
class DelOnly:
    def __delete__(self, obj): print("delonly")
class A:
    d = Data()
    n = NonData()
    s = SetOnly()
    x = DelOnly()
a = A()
print(a.d); a.d = 5; print(a.d, a.__dict__); del a.d; print(a.d)
print(type(A.d).__name__)
print(a.n); a.n = "own"; print(a.n); del a.n; print(a.n)
a.s = 1
print(a.s, type(A.__dict__["s"]).__name__)
del a.x
for f in (lambda: a.x, lambda: setattr(a, "x", 1), lambda: delattr(a, "s"), lambda: delattr(a, "n"), lambda: delattr(a, "d")):
    try:
        r = f()
        print(type(r).__name__)
    except Exception as e:
        print(type(e).__name__, e)
a.__dict__["d"] = "hidden"
print(a.d)
class B(A): pass
print(B().n, B.n)
A.d = "replaced"
print(a.d, A().d)
class Raising:
    def __get__(self, o, t): raise AttributeError("from get")
class C:
    r = Raising()
    def __getattr__(self, name): return "fallback " + name
print(C().r, hasattr(C, "r"))
class Callable:
    def __get__(self, o, t): return lambda *a: (o is None, a)
    def __call__(self, *a): return "direct", a
class E:
    c = Callable()
    __len__ = lambda self: 3
print(E().c(1), E.c(2), len(E()))
e = E()
e.__len__ = lambda: 9
print(len(e), e.__len__())
