import weakref, gc
class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"C{self.n}"
    def m(self): return self.n
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
c = C(1); r = weakref.ref(c, lambda ref: print("callback", ref() is None)); print(r() is c, r() is not None, weakref.ref(c) is weakref.ref(c), weakref.getweakrefcount(c), type(r).__name__); del c; print(r())
c = C(2); p = weakref.proxy(c); print(p.n, p.m(), p, repr(p)[:18], isinstance(p, C), type(p).__name__); p.n = 5; print(c.n); del c; t(lambda: p.n); t(lambda: str(p))
a = C(3); r1, r2 = weakref.ref(a, lambda r: print("first registered")), weakref.ref(a, lambda r: print("second registered")); print(weakref.getweakrefcount(a)); del a
t(lambda: weakref.ref(5)); t(lambda: weakref.ref([])); t(lambda: weakref.ref("s")); t(lambda: weakref.ref(())); t(lambda: weakref.ref({})); t(lambda: weakref.ref(None)); t(lambda: weakref.ref(1.5)); t(lambda: weakref.ref()); t(lambda: type(weakref.ref(C)()).__name__); t(lambda: weakref.ref({1}) is not None); t(lambda: weakref.ref(lambda: 0)() is None); t(lambda: weakref.ref(frozenset())); t(lambda: weakref.ref(len)() is len)
d = weakref.WeakValueDictionary(); x = C(4); d["k"] = x; print(len(d), d["k"], list(d.items()), "k" in d); del x; print(len(d), list(d), d.get("k")); t(lambda: d["k"])
k = weakref.WeakKeyDictionary(); y = C(5); k[y] = "v"; print(len(k), k[y]); del y; print(len(k)); s = weakref.WeakSet(); z = C(6); s.add(z); print(len(s), z in s, list(s)); del z; print(len(s))
c = C(7); w = weakref.WeakMethod(c.m); print(w()()); del c; print(w())
f = weakref.finalize(o := C(8), print, "finalized", 1); print(f.alive); del o; print(f.alive, f())
a, b = C(9), C(9); ra, rb = weakref.ref(a), weakref.ref(b); print(ra == rb, ra == weakref.ref(a), hash(ra) == hash(a), ra != rb); del a; print(ra == rb, ra == ra)
class Cyc: pass
q = Cyc(); q.me = q; rq = weakref.ref(q, lambda r: print("cycle collected")); del q; print(rq() is not None); print(gc.collect() > 0, rq())
class Slots: __slots__ = ("a",)
t(lambda: weakref.ref(Slots()))
class SlotsW: __slots__ = ("__weakref__",)
t(lambda: weakref.ref(SlotsW())() is None)
class D:
    def __del__(self): print("del sees", rd())
d = D(); rd = weakref.ref(d); del d
