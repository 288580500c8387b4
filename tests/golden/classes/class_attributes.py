class C:
    a = 1
    b: int = 2
    c: str
    def __init__(self): self.d = 3
    @classmethod
    def cm(cls): cls.a += 1; return cls.a
class D(C): a = 10
print(C.cm(), C.a, D.cm(), D.a, C.a, D().a, "a" in D.__dict__, "b" in D.__dict__, D.b, vars(D).get("c"))
class Counter:
    n = 0
    items = []
    def bump(self): self.n += 1; self.items.append(self.n)
x, y = Counter(), Counter(); x.bump(); x.bump(); y.bump(); print(x.n, y.n, Counter.n, x.items is y.items, x.items, x.__dict__)
C.new = lambda self: "new method"; print(C().new()); del C.new
try: C().new()
except AttributeError as e: print(e)
class E:
    pass
E.x = property(lambda s: "prop"); e = E(); print(e.x); E.x = 5; print(e.x); E.__len__ = lambda s: 7; print(len(e)); del E.__len__
try: len(e)
except TypeError as err: print(err)
E.__getattr__ = lambda s, n: "got " + n; print(e.missing); E.__eq__ = lambda s, o: True; print(e == 5, e != 5); E.__bool__ = lambda s: False; print(bool(e)); E.__add__ = lambda s, o: "added"; print(e + 1)
setattr(E, "odd name", 1); print(getattr(E, "odd name"), getattr(e, "odd name"))
class F:
    for i in range(3): exec(f"m{i} = lambda self, i={i}: i")
    del i
print([getattr(F(), f"m{k}")() for k in range(3)], hasattr(F, "i"))
class G:
    x = 1
    class H:
        y = 2
        class I: z = 3
print(G.H.I.z, G.H.I.__qualname__, G().H().I().z)
def make(n):
    class Local: value = n; __name__ = "shadow"
    return Local
A, B = make(1), make(2); print(A.value, B.value, A is B, A.__name__, A().__name__, A.__qualname__)
class J(C, E): pass
print(J.a, J().d, J.__bases__, J.x, issubclass(J, (int, E)), J.__mro__[1:3])
C.a = "late"; print(J.a, D.a); D.a = "own"; del D.a; print(D.a)
try: del D.a
except AttributeError as err: print(err)
print(C.__dict__["cm"].__class__.__name__, C.cm.__func__.__name__, type(C.__dict__["__init__"]).__name__, sorted(k for k in C.__dict__ if k[:2] != "__"), C.__weakref__.__class__.__name__, C.__dict__["__dict__"].__class__.__name__, type(C.__dict__["__weakref__"]).__name__)
o = C(); o.__dict__.update(a="inst", z=1); print(o.a, o.z, sorted(vars(o)), o.__dict__ is vars(o)); del o.__dict__["a"]; print(o.a); o.__dict__.clear(); print(hasattr(o, "d"))
