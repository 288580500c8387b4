import gc
gc.collect(); log = []
class N:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(self.n)
a = N(1); a.self = a; del a; print(log, gc.collect() >= 1, log); log.clear()
a, b = N("a"), N("b"); a.o, b.o = b, a; del a, b; gc.collect(); print(sorted(log)); log.clear()
l = []; l.append(l); d = {}; d["d"] = d; s = type("S", (), {})(); s.t = (s,); del l, d, s; print(gc.collect() >= 3)
def closure():
    n = N("closure")
    def inner(): return n, inner
    return 1
closure(); print(log); gc.collect(); print(log); log.clear()
class C: n = N("class attr")
C.me = C; del C; gc.collect(); print(log); log.clear()
def gen():
    me = yield
    n = N("gen"); yield
g = gen(); next(g); g.send(g); del g; gc.collect(); print(log); log.clear()
try: raise ValueError
except ValueError as e: keep = e; x = N("tb"); keep.x = x; keep.me = keep
del keep, x; gc.collect(); print(log); log.clear()
class Res:
    def __del__(self): log.append("res"); globals()["saved"] = self
r = Res(); r.me = r; del r; gc.collect(); print(log, saved is not None); del saved; gc.collect(); print(log)
print(gc.isenabled()); gc.disable(); print(gc.isenabled()); gc.enable(); print(gc.isenabled(), len(gc.get_threshold()), len(gc.get_count()), gc.garbage, gc.is_tracked([]), gc.is_tracked(5), gc.is_tracked("a"), gc.callbacks)
log.clear()
for i in range(20000):
    c = N(i); c.me = c
print(len(log) > 0, "automatic"); del c; gc.collect(); print(len(log))
x = [1]; y = [x]; print(any(r is y for r in gc.get_referrers(x)), gc.get_referents(y) == [[1]], any(o is y for o in gc.get_objects()))
big = None
for i in range(100000): big = (big, i)
del big; print("deep tuple freed")
class Node: pass
head = Node(); n = head
for i in range(50000): n.next = Node(); n = n.next
del head, n; print("deep chain freed")
lst = None
for i in range(100000): lst = [lst]
lst = None; print("deep list freed", gc.collect() >= 0)
for bad in (lambda: gc.collect(5), lambda: gc.collect("a"), lambda: gc.set_threshold("a")):
    try: bad()
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
