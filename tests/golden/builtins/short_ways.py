# Methods and classes that look at frequent arguments first: everything else goes the long way.
def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)
class S(str):
    def lower(self): return 'own'
class L(list):
    __slots__ = ()
class D(dict):
    __slots__ = ()
    def __missing__(self, k): return 'missing'
class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return hash(self.n)
    def __eq__(self, other): return self.n == getattr(other, 'n', other)
def strip(s, *a): return s.strip(*a)
for s in ['  ab ', 'xxabxx', '', '   ', 'äbä', S(' q '), '\x1f a\u00a0']:
    t(lambda: s.strip()); t(lambda: s.strip('x')); t(lambda: s.strip('ä')); t(lambda: s.strip(None)); t(lambda: s.strip(3))
    t(lambda: s.lower()); t(lambda: s.upper()); t(lambda: s.isdigit()); t(lambda: s.startswith('a')); t(lambda: s.startswith(('x', 'q')))
    t(lambda: s.endswith('')); t(lambda: s.endswith(1)); t(lambda: s.startswith('b', 3)); t(lambda: s.lower(1)); t(lambda: type(s.strip('zz')))
print('ABC'.lower(), 'aBc'.upper(), 'ß'.upper(), 'x' * 200 + 'Y' == ('x' * 200 + 'Y').lower(), '٣'.isdigit(), '12'.isdigit(), ''.isdigit())
for l in [[1, 2, 3], [], L([4, 5])]:
    t(lambda: l.pop()); t(lambda: l.pop(0)); t(lambda: l.pop(-9)); t(lambda: l.pop('a')); t(lambda: l.pop(True)); t(lambda: l.pop(1, 2)); print(l)
for d in [{1: 'a', 'k': 'b', Key(7): 'c'}, D({1: 'z'}), {}]:
    t(lambda: d.get(1)); t(lambda: d.get('k')); t(lambda: d.get(7)); t(lambda: d.get(Key(1))); t(lambda: d.get('no', 5)); t(lambda: d.get(True)); t(lambda: d.get(1.0)); t(lambda: d.get([])); t(lambda: d.get()); t(lambda: d.get(1, 2, 3))
    t(lambda: d.setdefault(1, 'n')); t(lambda: d.setdefault('s')); t(lambda: d.setdefault('q', 2)); t(lambda: d.setdefault(7, 1)); print(d if not any(isinstance(k, Key) for k in d) else len(d))
st = set()
for x in [1, 'a', 1, 2.0, 2, Key(1), Key(9), 9]:
    t(lambda: st.add(x))
t(lambda: st.add([])); t(lambda: st.add()); print(len(st))
from collections import deque
for q in [deque([1, 2, 3]), deque(maxlen=2), deque()]:
    t(lambda: q.append(5)); t(lambda: q.popleft()); t(lambda: q.pop()); t(lambda: q.append(6)); t(lambda: q.append(7)); t(lambda: q.append(8)); print(q)
    t(lambda: q.popleft(1)); t(lambda: q.pop(1)); t(lambda: q.append())
q = deque([1, 2])
try:
    for x in q: q.append(x)
except RuntimeError as e: print(e)
class I(int): pass
class F:
    def __int__(self): return 4
    def __index__(self): return 6
    def __float__(self): return 2.5
    def __str__(self): return 'f'
    def __iter__(self): return iter('ab')
for v in [5, -5, True, 2.9, -2.9, 1e300, float('nan'), '12', ' 12 ', '1_0', '', 'x', '٣', '123456789012345678901', None, I(3), F(), (1, 2), [1], {'a': 1}, range(3), b'7']:
    t(lambda: int(v)); t(lambda: float(v)); t(lambda: str(v)); t(lambda: list(v)); t(lambda: tuple(v)); t(lambda: range(v)); t(lambda: type(v).__name__)
l = [1, 2]
print(list(l) is l, tuple((1,)) , tuple(l), list(range(5, 0, -2)), len(range(-3)), str(-7), str(10**18), type(str(S('z'))))
x = [1, 2, 3]
print(list(zip(x, x)), list(enumerate(x, 5)))
z = zip(x, iter(x)); next(z); x.append(4); print(list(z))
en = enumerate(x)
for i, v in en:
    if i < 2: x.append(v)
print(x, next(en, 'end')); x.append(9); print(next(en, 'end'))
n = 0
for v in x: n += v > 1; n -= v > 2
print(n); n = 1; n += True; n *= True; print(n, type(n))
def walrus():
    x = [1]
    x.append(x := 2)
    return x
t(walrus)
def unbound():
    y.append(print('not reached'))
    y = 1
t(unbound)
def rebind():
    d = {'a': 1}
    r = d.get((d := {'a': 2}) and 'a')
    return r, d
t(rebind)
print(type('') is str, 'a' == 'a', 'ab' == 'a' + 'b', ''.join(['a', 'b']) == 'ab', 'é' == 'e')
# Exceptions
class Own(Exception):
    def __init__(self, code, *more):
        super().__init__(code, 'x')
        self.code = code
class Two(Own):
    def __init__(self): super().__init__(2)
class Made(Exception):
    def __new__(cls, *a): return super().__new__(cls, 'made')
    def __init__(self, *a): self.a = a
class Wrong(Exception):
    def __init__(self): return 1
class Plain(KeyError): pass
class Meta(type):
    def __call__(cls, *a): return ('meta', a)
class M(Exception, metaclass=Meta):
    def __init__(self): pass
class Os(OSError):
    def __init__(self, *a): super().__init__(*a); self.z = 1
class Kw(Exception):
    def __init__(self, *, k=1): super().__init__(k)
for make in [lambda: Own(1), lambda: Own(), lambda: Two(), lambda: Made(1, 2), lambda: Wrong(), lambda: Plain('p', 1), lambda: M(), lambda: Os(2, 'no'), lambda: Kw(k=3), lambda: Kw(3),
             lambda: ValueError(), lambda: ValueError(1), lambda: ValueError(1, 2), lambda: ValueError(k=1), lambda: KeyError('k'), lambda: StopIteration(4), lambda: SystemExit(3), lambda: OSError(2, 'x'),
             lambda: UnicodeDecodeError('a'), lambda: ImportError('i'), lambda: AttributeError('a'), lambda: SyntaxError('s'), lambda: BaseException(), lambda: ExceptionGroup('g', [ValueError(1)])]:
    try:
        e = make()
        print(repr(e), getattr(e, 'args', None), getattr(e, '__dict__', None), getattr(e, 'value', None), getattr(e, 'code', None), getattr(e, 'errno', None))
    except Exception as e:
        print('raised', type(e).__name__, e)
class Base:
    def __init__(self, *a): print('base', a)
    def __len__(self): return 3
class Sub(Base, list):
    def __init__(self, *a):
        super().__init__(*a)
        print(super().__len__(), super().__repr__())
        super().append(1) if False else None
        try: super().__getitem__('x')
        except TypeError as e: print(e)
        try: super().__len__(1)
        except TypeError as e: print(e)
        try: super().nothing()
        except AttributeError as e: print(e)
Sub(1)
class List(list):
    def __init__(self, n): super().__init__(range(n))
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
    def __getitem__(self, k): return super().__getitem__(k) * 10
    def __eq__(self, o): return not super().__eq__(o)
    __hash__ = None
l = List(3); l[0] = 5; print(l, l[0], l == [6, 1, 2])
