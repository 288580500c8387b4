import copy
class C:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return type(o) is C and self.v == o.v
    def __repr__(self): return f"C({self.v!r})"
l = [1, [2, 3], C([4])]; a, b = copy.copy(l), copy.deepcopy(l); print(a == l, a[1] is l[1], b == l, b[1] is l[1], b[2] is l[2], b[2].v is l[2].v, a, b)
for v in (1, "s", None, (1, 2), (1, [2]), {1: [2]}, {1, 2}, frozenset({1}), len, int, range(3), 1.5, b"x", bytearray(b"y"), ..., lambda: 0): 
    c, d = copy.copy(v), copy.deepcopy(v)
    print(type(c).__name__, c is v, d is v, c == v, d == v if not callable(v) else "")
r = [1]; r.append(r); s = copy.deepcopy(r); print(s[1] is s, s is not r, s)
class Own:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return ("deep", len(memo) >= 0)
print(copy.copy(Own()), copy.deepcopy(Own()), copy.deepcopy([Own()]))
class S:
    __slots__ = ("a", "b")
x = S(); x.a = [1]; y = copy.deepcopy(x); print(y.a, y.a is x.a, hasattr(y, "b"))
class G:
    def __init__(self): self.a, self.b = 1, [2]
    def __getstate__(self): return {"a": 10}
    def __setstate__(self, st): self.__dict__.update(st, restored=True)
print(vars(copy.copy(G())), object().__getstate__(), C(1).__getstate__())
class L(list):
    def __init__(self, *a): super().__init__(a); self.extra = "e"
m = copy.deepcopy(L(1, [2])); print(m, m.extra, type(m).__name__)
class T(tuple): pass
print(copy.copy(T((1,))), type(copy.deepcopy(T(([1],)))).__name__); e = copy.copy(ValueError("x", 1)); print(repr(e))
try: copy.deepcopy(i for i in [])
except TypeError as err: print(err)
shared = [0]; p = copy.deepcopy([shared, shared]); print(p[0] is p[1])
class Rp:
    def __replace__(self, /, **k): return k
print(copy.replace(Rp(), a=1)); d = {"a": [1]}; print(d.copy()["a"] is d["a"], l.copy()[1] is l[1], l[:][1] is l[1])
