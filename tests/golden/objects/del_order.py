class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f():
    a = D("a"); b = D("b")
    print("body")
f()
x = D("old"); x = D("new"); print("rebound")
l = [D(i) for i in range(3)]; print("made"); l.pop(0); print("popped"); l[0] = None; print("replaced"); del l; print("list gone")
D("temporary"); print("after temporary")
def g(): return D("returned")
g(); print("discarded"); y = g(); print("kept"); y = None
t = (D("t1"), D("t2")); t = None
d = {"k": D("value")}; d["k"] = 1; d[D("key").n] = D("v2"); d.clear(); print("cleared")
class Holder:
    def __init__(self): self.d = D("attr"); self.e = D("attr2")
h = Holder(); h.d = None; print("attr replaced"); del h
def args(a): print("in args")
args(D("argument")); print("after call")
def gen():
    d = D("in generator")
    yield 1
g = gen(); next(g); del g; print("generator dropped")
try: raise ValueError(D("in exception"))
except ValueError: print("handling")
print("handled")
def exc():
    local = D("frame local")
    raise KeyError
try: exc()
except KeyError as e: print("caught"); 
print("traceback dropped")
for i in range(2): z = D(f"loop{i}")
print("loop done"); del z
class R:
    saved = None
    def __del__(self): print("resurrect"); R.saved = self
r = R(); del r; print(R.saved is not None); R.saved = None; print("second time without del")
with_lambda = (lambda d: lambda: d.n)(D("closure")); print(with_lambda()); with_lambda = None
D("a").n; print("chain", D("b").n, D("c").n)
[D("comp") for _ in range(2)] and print("list alive?"); print("end of list")
a, b = D("swap1"), D("swap2"); a, b = b, a; print(a.n, b.n); a = b; print("one left"); del a, b
s = {D("in set")}; s.clear(); print(len(s)); s2 = D("string") and "replaced"; print(s2)
class Sub(D):
    def __del__(self): print("sub first"); super().__del__()
Sub("sub")
print("exit")
