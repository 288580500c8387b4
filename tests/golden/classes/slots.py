class A:
    __slots__ = ("x", "y")
    def __init__(self, x): self.x = x
a = A(1)
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(a.x, A.__slots__, type(A.x).__name__, A.x)
t(lambda: a.y); t(lambda: setattr(a, "z", 1)); t(lambda: a.__dict__); t(lambda: delattr(a, "y")); t(lambda: a.z); t(lambda: delattr(a, "z"))
a.y = 2; print(a.y); del a.y; t(lambda: a.y)
class B(A):
    __slots__ = ("w",)
b = B(3); b.w = 4
print(b.x, b.w); t(lambda: b.__dict__)
class C(A): pass
c = C(5); c.free = 1
print(c.__dict__, c.x)
class D:
    __slots__ = ("__dict__", "s")
d = D(); d.s = 1; d.t = 2
print(d.__dict__, d.s)
class S:
    __slots__ = "single"
s = S(); s.single = 1; print(s.single)
t(lambda: setattr(s, "s", 1))
class Empty: __slots__ = ()
t(lambda: setattr(Empty(), "a", 1))
class W:
    __slots__ = ("__weakref__", "__priv")
    def set(self): self.__priv = "mangled"; return self
print(W().set()._W__priv, sorted(n for n in W.__dict__ if "priv" in n))
for text in ("class E:\n __slots__ = ('a',)\n a = 1", "class E:\n __slots__ = (1,)", "class E:\n __slots__ = ('a b',)", "class E(int):\n __slots__ = ('a',)", "class E(tuple):\n __slots__ = ('a',)", "class E(A, D): pass", "class F:\n __slots__ = ('__dict__', '__dict__')", "class E(C):\n __slots__ = ('__dict__',)"):
    t(lambda: exec(text))
import weakref
t(lambda: weakref.ref(a)); print(weakref.ref(W())() is None)
class G:
    __slots__ = {"k": "doc for k"}
print(G.k.__doc__, G.__slots__)
A.x.__set__(a, 9); print(A.x.__get__(a), A.x.__get__(a, A), A.x.__name__, A.x.__objclass__)
t(lambda: A.x.__get__(5)); t(lambda: A.x.__set__(d, 1))
class H(A):
    __slots__ = ("x",)
h = H(1); print(h.x); t(lambda: A.x.__get__(h))
t(lambda: setattr(c, "__class__", A)); t(lambda: setattr(a, "__class__", B))
