# Bound methods as objects.
class C:
    def m(self, *a): return self.v, a
    def __init__(self, v): self.v = v
    def __repr__(self): return f"C({self.v})"
    @classmethod
    def c(cls, *a): return cls, a
    @staticmethod
    def s(*a): return a
a, b = C(1), C(2)
print(a.m(1), C.m(a, 1), a.m.__func__ is C.m, a.m.__self__ is a)
print(a.m == a.m, a.m is a.m, a.m == b.m, hash(a.m) == hash(a.m))
print(repr(a.m), repr(C.m)[:14], a.m.__name__, a.m.__qualname__)
print(C.c(1)[1], a.s(1, 2))
f = a.m
a.v = "changed"
print(f(3))
a.m = lambda *x: ("own", x)
print(a.m(1), "m" in a.__dict__)
C.n = lambda self: "added"
print(a.n(), b.n())
bound = [].append
print(bound.__name__, bound.__self__, bound.__qualname__)
bound(1)
print(bound.__self__)
print(str.upper("x"), "x".upper.__self__, [].append == [].append)
l = []
print(l.append == l.append, l.append is l.append)
import types
print(types.MethodType(print, 5)() is None)
print(types.MethodType(lambda self, x: (self, x), "me")("x"))
try:
    a.m.attr
except AttributeError as e:
    print(e)
try:
    b.m.x = 1
except AttributeError as e:
    print(e)
C.m.x = 5
print(b.m.x)
try:
    str.upper(5)
except TypeError as e:
    print(e)
try:
    str.upper()
except TypeError as e:
    print(e)
try:
    list.append([])
except TypeError as e:
    print(e)
try:
    types.MethodType(5, 5)
except TypeError as e:
    print(e)
print(C.s is C.__dict__["s"].__func__, type(C.__dict__["s"]).__name__, type(C.__dict__["c"]).__name__)
print(staticmethod(len)([1]), C.__dict__["s"](7))
