class Rec:
    def __init__(self): self.__dict__["log"] = []
    def __getattr__(self, n): self.log.append(("getattr", n)); return 10
    def __setattr__(self, n, v): self.log.append(("setattr", n, v))
    def __getitem__(self, k): self.log.append(("getitem", k)); return 20
    def __setitem__(self, k, v): self.log.append(("setitem", k, v))
    def __call__(self): self.log.append("call"); return self
r = Rec()
r.a += 1; r["k"] -= 2; r().b *= 3; r[r.c] //= 4; r[1:2] += 1;
print(r.log)
calls = []
def f(x): calls.append(x); return x
l = [1, 2, 3]
l[f(0)] += f(10); l[f(-1)], l[f(1)] = f("a"), f("b"); print(l, calls)
d = {}
try: d[f("missing")] += f("never")
except KeyError as e: print("KeyError", e, calls[-1])
class Prop:
    def __init__(self): self._v = 1
    @property
    def v(self): print("get", end=" "); return self._v
    @v.setter
    def v(self, x): print("set", x, end=" "); self._v = x
    @property
    def ro(self): return [1]
p = Prop(); p.v += 5; p.v **= 2; p.v -= p.v; print()
try: p.ro += [2]
except AttributeError as e: print(e)
t = ([1], 2)
try: t[0] += [5]
except TypeError as e: print(e, t)
x = [1]; y = x; x += (2,); x += "a"; x += {3: 4}; x *= 2; print(y, x is y)
s = {1}; q = s; s |= {2}; s &= {2, 3}; s ^= {5}; s -= {2}; print(q, s is q); z = frozenset([1]); w = z; z |= {2}; print(w, z)
b = bytearray(b"a"); c = b; b += b"b"; b *= 2; print(c, c is b); m = {"a": 1}; n = m; m |= {"b": 2}; m |= [("c", 3)]; print(n)
i = 5; i += 1.5; i -= 1j; print(i); i = 7; i /= 2; i //= 1; print(i); k = 1; k <<= 70; k >>= 68; k |= 1; k ^= 7; k &= 6; k %= 4; k **= 3; print(k); u = "a"; u += "b"; u *= 2; print(u)
g = 1
def local():
    g = 2; g += 1
    def inner():
        nonlocal g
        g *= 10
    inner(); return g
def glob():
    global g
    g += 100
glob(); print(local(), g)
def unbound():
    try: h += 1
    except UnboundLocalError as e: return str(e)
    h = 0
print(unbound()); a = b = [0]; a += [1]; print(b); a = a + [2]; print(a, b)
for v in (1, "a", [1], (1,)):
    try: v += None
    except TypeError as e: print(e)
for v in (1, "a", None, {}):
    try: v -= 1; print(v)
    except TypeError as e: print(e)
for o in ("-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "@="):
    try: exec(f"v = 'text'; v {o} None")
    except TypeError as e: print(e)
