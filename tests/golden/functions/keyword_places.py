# Calls with keywords whose arguments go straight to their places; patterns that tell by type alone.
def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)
def f(a, b=2, *, c=3, d): return a, b, c, d
def g(a, /, b, *, c=None): return a, b, c
def order(n):
    print('arg', n)
    return n
def calls(fn, n):
    out = []
    for i in range(n):
        out.append(fn(i, d=order(4), b=order(5)))
    return out
print(calls(f, 3)); t(calls, g, 2); print(calls(f, 1))
for _ in range(2):
    t(lambda: f(1, d=4)); t(lambda: f(d=1, a=2)); t(lambda: f(1, c=2)); t(lambda: f(1, 2, 3, d=4)); t(lambda: f(1, a=2, d=3)); t(lambda: f(b=1, d=2)); t(lambda: f(1, d=2, e=3))
    t(lambda: g(1, b=2)); t(lambda: g(a=1, b=2)); t(lambda: g(1, 2, c=3))
def change():
    def h(a, b): return ('old', a, b)
    def k(b, a): return ('new', a, b)
    def swap(n):
        if n == 2: h.__code__ = k.__code__
        return n
    return [h(a=swap(n), b='b') for n in range(4)]
t(change)
def defaults():
    def h(a, *, b=1, c=2): return a, b, c
    out = []
    for n in range(4):
        out.append(h(a=n))
        if n == 0: h.__kwdefaults__ = {'c': 'C', 'b': 'B'}
        if n == 1: h.__kwdefaults__['z'] = 1; h.__kwdefaults__['b'] = 'BB'
        if n == 2: h.__kwdefaults__ = None
    return out
t(defaults)
class A:
    def __init__(self, x, y=0, *, z=1): self.v = x, y, z
    def m(self, p, q=5): return self.v, p, q
    def __del__(self): print('del', getattr(self, 'v', None))
def boom(): raise KeyError('boom')
def instances():
    for i in range(3):
        a = A(i, z=i); print(a.m(q=1, p=2), a.m(p=i))
    def make(x): return A(y=x, x=boom())
    t(make, 1); t(make, 2)
    def short(): return A(z=1)
    t(short); t(short)
instances()
class R:
    def __init__(self, *, k): return k
def rets(): return [type(R(k=v)).__name__ for v in (None, None, 7)]
t(rets)
class Late:
    def __init__(self, a, b=0): self.got = 'first', a, b
def other(self, a, b=0): self.got = 'second', a, b
def patch(n):
    if n == 2: Late.__init__ = other
    return n
print([Late(a=patch(n)).got for n in range(4)])
class New:
    def __new__(cls, **k): return ('new', k)
print([New(k=i) for i in range(2)])
def rec(n, *, acc=()): return acc if n == 0 else rec(n - 1, acc=acc + (rec(n=0, acc='x'),))
print(rec(3))
def many(a, b, c, d, e, f, g, h, i=9): return a, b, c, d, e, f, g, h, i
print([many(1, 2, 3, 4, 5, 6, g=n, h=8) for n in range(2)])
def gen(a, *, b=2): yield a, b
print([list(gen(a=i)) for i in range(2)], [list(gen(i, b=0)) for i in range(2)])
def too_deep(n): return too_deep(n=n + 1)
t(too_deep, 0)
import time
class I(int): pass
class T(tuple): pass
class Claims:
    __class__ = property(lambda self: int)
class M:
    __match_args__ = ('a',)
    a = 1
class Eq:
    def __eq__(self, o): return o == 'x' or o == 1
def m(v):
    match v:
        case bool(b): return 'bool', b
        case int(n): return "int", n if isinstance(n, (I, int)) and type(n) is not Claims else "claims"
        case 'x': return 'x'
        case 1.5 | 2: return 'num'
        case str(s): return 'str', s
        case (): return 'empty'
        case (a,): return 'one', a
        case (1, b): return 'two1', b
        case (a, 'x' as b): return 'two', a, b
        case (a, *r, z): return 'star', a, r, z
        case {'k': 1, **r}: return 'map', r
        case list(l): return 'list', l
        case dict(d): return 'dict', d
        case float(x): return 'float', x
        case M(q): return 'M', q
        case time.struct_time(y): return 'time', y
        case bytes(x) | set(x) | frozenset(x): return type(x).__name__, x
        case None: return None
        case _: return 'other', type(v).__name__
for v in [True, 3, I(4), 'x', 'y', 1.5, 2.5, (), (1,), (1, 2), (3, 'x'), (3, 'y'), (1, 2, 3), [1], [1, 2], [3, 'x'], [3, 4, 5, 6], T((1, 2)), T(), {'k': 1, 'j': 2}, {'k': 2}, {}, [], Claims(), M(), Eq(), b'a', {1}, frozenset(), None, 1j, range(2), time.gmtime(0)]:
    t(m, v)
def bad(v):
    match v:
        case int(a, b): return a
t(bad, 1); t(bad, 'x')
s = ''
for i in range(300):
    s += 'a' * (i % 7); s += 'é' if i == 250 else ''
print(len(s), s.count('a'), s[-5:])
