class C:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "doc x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self):
        print("deleting")
        self._x = None
    @property
    def ro(self): return "ro"
    wo = property(None, lambda self, v: print("wo", v), doc="write only")
    empty = property()
    @property
    def fails(self): raise AttributeError("inner")
    @property
    def err(self): return self.missing
c = C()
print(c.x); c.x = 5; print(c.x); del c.x; print(c.x)
print(C.x.__doc__, C.wo.__doc__, C.ro.__doc__, type(C.x).__name__, C.x.fget.__name__, C.x.fset.__name__, C.ro.fset)
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: setattr(c, "ro", 1)); t(lambda: delattr(c, "ro")); t(lambda: c.wo); t(lambda: setattr(c, "wo", 2)); t(lambda: c.empty)
t(lambda: setattr(c, "empty", 1)); t(lambda: delattr(c, "empty")); t(lambda: c.fails); t(lambda: c.err); t(lambda: setattr(C.x, "fget", 1))
class D(C):
    @C.x.getter
    def x(self): return "D", self._x
    @property
    def ro(self): return "D+" + super().ro
d = D()
d.x = 3
print(d.x, d.ro, C.x is D.x)
p = property(lambda s: 1)
print(p.__get__(5), p.__get__(None, int) is p)
t(lambda: property(1, 2, 3, 4, 5)); t(lambda: p.__set__(5, 1)); t(lambda: p.__delete__(5))
class P(property): pass
class E:
    @P
    def v(self): "vdoc"; return 7
print(E().v, type(E.v).__name__, E.v.__doc__)
class Late: pass
Late.q = property(lambda self: self.__dict__.setdefault("n", 0), lambda self, v: self.__dict__.update(n=v))
l = Late(); l.q += 5; l.q *= 3
print(l.q, l.__dict__)
print(C.x.__name__, C.wo.__name__ if hasattr(C.wo, "__name__") else "no name", C.ro.__isabstractmethod__)
