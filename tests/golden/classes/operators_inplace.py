class L:
    def __init__(self, *v): self.v = list(v)
    def __iadd__(self, o): print("iadd"); self.v.append(o); return self
    def __add__(self, o): print("add"); return L(*self.v, o)
    def __isub__(self, o): return "replaced"
    def __imul__(self, o): return NotImplemented
    def __mul__(self, o): return ("mul", o)
    def __repr__(self): return f"L{self.v}"
a = b = L()
a += 1
print(a, b, a is b)
a = a + 2
print(a, b)
a -= 1
print(a)
c = L()
c *= 3
print(c)
class All:
    def __getattr__(self, n): raise AttributeError(n)
for op in "add sub mul truediv floordiv mod pow lshift rshift and xor or matmul".split():
    setattr(All, f"__i{op}__", lambda self, o, op=op: (print(op, o), self)[1])
x = All()
x += 1; x -= 2; x *= 3; x /= 4; x //= 5; x %= 6; x **= 7; x <<= 8; x >>= 9; x &= 10; x ^= 11; x |= 12; x @= 13
def t(text):
    ns = {"L": L}
    try:
        exec(text, ns)
        print({k: v for k, v in ns.items() if k in "axyz"})
    except Exception as e:
        print(text, "->", type(e).__name__, e)
t("a = 1\na += 'x'"); t("a = 'x'\na -= 1"); t("a = []\na += 5"); t("a = []\na += 'xy'"); t("a = ()\na += [1]"); t("a = {}\na |= {1: 2}"); t("a = {}\na |= [(1, 2)]"); t("a = {1}\na |= [1]"); t("a = {1, 2}\na &= {2}"); t("a = [1]\na *= 3"); t("a = [1]\na *= 'x'"); t("a += 1"); t("a = (1, [2])\na[1] += [3]"); t("a = 'ab'\na *= 2"); t("a = 5\na **= 2\na //= 3\na <<= 4\na |= 1"); t("a = 1\na @= 2"); t("a = 2.5\na %= 1\na /= 2"); t("a = b''\na += b'x'"); t("a = bytearray(b'a')\nz = a\na += b'b'"); t("a = frozenset({1})\nz = a\na |= {2}")
t = (1, [2])
try:
    t[1] += [3]
except TypeError as e:
    print(e, t)
class Attr:
    def __init__(self): self.log = []
    def __getattr__(self, n): return 10
    def __getitem__(self, k): print("getitem", k); return 5
    def __setitem__(self, k, v): print("setitem", k, v)
o = Attr()
o.y += 1
o["k"] *= 2
o[1:2] += 1
o[1, 2] -= 1
print(o.y)
d = {"a": [1]}
d["a"] += [2]
print(d)
def f():
    try:
        zz += 1
    except UnboundLocalError as e:
        print(e)
    zz = 1
f()
