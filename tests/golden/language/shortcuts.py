# What is found, unpacked, compared and closed by shortcuts is what the long way gives.
class A:
    def f(self, x): return ('A', x)
    @classmethod
    def c(cls): return ('Ac', cls.__name__)
    @property
    def p(self): return 'Ap'
class B(A):
    def f(self, x): return super(B, self).f(x + 1)
    def g(self): return super(B, self).nothing()
    def h(self, o): return super(B, o).f(1)
    def k(self): return super(int, self).f(1)
    def c2(self): return super(B, self).c()
    def u(self):
        del self
        return super(B, self).f(1)
b = B()
print(b.f(1), b.c2())
import sys


def shown():
    kind, value, tb = sys.exc_info()
    lines = []
    while tb:
        lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(kind.__name__, value, lines)


for call in (b.g, lambda: b.h(3), b.k, b.u):
    try: print(call())
    except Exception as e:
        shown()
print(b.h(B()))
class L(list):
    def append(self, x): super(L, self).append(x * 2)
    def __len__(self): return super(L, self).__len__() + 100
l = L(); l.append(4); print(l, len(l))
def gen():
    for i in (1, 2, 3):
        yield i
g = gen(); next(g); g.close(); print(list(g))
x = (i for i in range(10)); next(x); x.close(); print(list(x))
class It:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError('eq')
try: set(It() for _ in range(2))
except ValueError: shown()
def e():
    for i in range(3):
        yield 1 // (1 - i)
try: list(e())
except ZeroDivisionError: shown()
print(sum(i for i in (1.5, 2, True)), any(i == 2 for i in range(5)))
y = (i for i in range(3))
print(next(y), list(y), list(y))
try:
    z = (list(z) for _ in range(2)); list(z)
except ValueError: shown()
r = range(10)
print(r[2:5], r[::-1], r[8:2:-2], range(0, 100, 7)[3:], range(5)[10:], range(5)[-3:-1])
p = [1,2,3,4,5]; k=3; p[:k+1] = p[k::-1]; print(p)
p[1:2] = p[:]; print(p)
try: p[::2] = p[1:2]
except ValueError: shown()
from collections import namedtuple
P = namedtuple('P', 'x y'); Q = namedtuple('Q', 'a b')
d = {P(1, (2, 3)): 'v'}
print(d[(1, (2, 3))], d[Q(1, P(2, 3))], P(1,2) == Q(1,2), hash(P(1,2)) == hash((1,2)))
class E(tuple):
    def __eq__(self, o): return False
    __hash__ = tuple.__hash__
print(E((1,)) == (1,), (1,) == E((1,)), {E((1,)): 1}.get((1,)), E((1,)) in {(1,)}, (E((1,)),) == ((1,),))
nan = float('nan'); print((nan,) == (nan,), {(nan,): 1}.get((nan,)))
print(min({3, 1, 2}), max([1.5, 2.5]), max((True, 2)), min({1: 2}), min(frozenset({5})))
for bad in ((), set()):
    try: min(bad)
    except ValueError as ex: print(ex)
class W:
    V = 1
    def m(self): return 'm'
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls, a): return cls, a
for v in (1, 2):
    W.V = v
    print(W.V, W().V, W.m(W()), W.s(v), W.c(v)[1])
W.s = lambda a: -a
print(W.s(3)); W.c = len; print(W.c([1, 2]))
W.V = property(lambda self: 'prop'); print(W().V, type(W.V).__name__)
from enum import Enum
class Co(Enum): RED = 1; BLUE = 2
print(Co.RED == Co.BLUE, Co.RED == Co.RED, Co.RED != None, Co.RED == 1)

def unpack(v):
    a, b, c = v
    a, b, c = v
    d = e = f = 'old'
    [d, e, f] = v
    return a, b, c, d, e, f
for v in ((1, 2, 3), [1, 'x', None], 'abc', {1: 2, 3: 4, 5: 6}, (1, 2), [1, 2, 3, 4], 5):
    try: print(unpack(v))
    except Exception as ex: print(type(ex).__name__, ex)
def own(a):
    a, b = a
    return a, b
print(own((1, 2)), own([[3], 4]))
class G:
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __len__(self): return len(self.d)
    def __contains__(self, k): return k in self.d
    def __bool__(self): return False
    def __call__(self, *a): return a
for round in range(3):
    g = G(); g[1, 2] = 3; g[1, 2] += 1
    print(g[1, 2], len(g), (1, 2) in g, 5 in g, bool(g), g(1, 2), not g)
    try: g['none']
    except KeyError: shown()
    if round == 1:
        G.__getitem__ = lambda self, k: 40; G.__len__ = lambda self: 7
del G.__len__
try: len(g)
except TypeError as ex: print(ex)
import math, copy
print(math.sqrt(4), math.pi > 3); keep = math.sqrt; math.sqrt = lambda x: 'mine'
def root(): return math.sqrt(4)
print(root()); math.sqrt = keep; print(root())
try: math.nothing
except AttributeError as ex: print(ex)
try: math.nothing(1)
except AttributeError as ex: print(ex)
class S: __slots__ = ('a', 'b')
s = S(); s.a = [1]; t = copy.deepcopy(s); print(t.a, t.a is s.a, hasattr(t, 'b'))
a = [1, 2.5, 'x', [0]]
for i, v in ((0, 1), (1, 1), (2, 'y'), (3, [1])): a[i] += v
a[-1] *= 2; print(a)
print({1, 2} <= {1, 2, 3}, frozenset([1]) < {1}, {1} != frozenset([1]), {1, 2} >= {2}, {1, 'a'} == {'a', 1.0})
def late(x, y=2, *, z=3): return x, y, z
def some(x, y=2, w=4): return x, y, w
print(late(1), late(1, 5), some(1), some(1, 7)); some.__defaults__ = (9,)
try: print(some(1, 2)); some(1)
except TypeError as ex: print(ex)
