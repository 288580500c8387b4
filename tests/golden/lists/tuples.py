def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
print((), (1,), (1, 2), tuple(), tuple("ab"), tuple([1]), tuple(range(3)), 1, (1), ((),), (1, (2, (3,))), tuple((1, 2)) is not None)
a = (1, 2, 3, 2)
print(a[0], a[-1], a[1:3], a[::-1], len(a), a.count(2), a.index(2), a.index(2, 2), 3 in a, a + (4,), a * 2, 2 * a, a == (1, 2, 3, 2), a < (1, 3), hash((1, 2)) == hash((1, 2)), () < (0,), max(a), sum(a), sorted(a), list(reversed(a)), list(zip(a, a))[:1], a[5:], bool(()), bool((0,)), a is tuple(a), a[:] is a, a * 1 is a, a + () == a)
t(lambda: a.index(9)); t(lambda: a[9]); t(lambda: a["x"]); t(lambda: a + [1]); t(lambda: a + 1); t(lambda: a * "x"); t(lambda: a * 1.5); t(lambda: a.append(1)); t(lambda: a < [1]); t(lambda: a < 5); t(lambda: (1, "a") < (1, 2)); t(lambda: tuple(5)); t(lambda: tuple(1, 2)); t(lambda: tuple(x=1)); t(lambda: a.count()); t(lambda: a.index()); t(lambda: hash(([],))); t(lambda: a[1.5]); t(lambda: a[:"x"]); t(lambda: a.index(2, 0, 1)); t(lambda: a - a); t(lambda: a.foo); t(lambda: a.index(2, "x"))
def x(s):
    try: exec(s)
    except Exception as e: print(s, type(e).__name__, e)
x("a = (1,)\na[0] = 2"); x("a = (1,)\ndel a[0]"); x("a = ([],)\na[0] += [1]"); x("a = (1, 2)\na, b, c = a"); x("a = (1,)\na.x = 1")
b = a; b += (9,); print(b, a)
def multi(): return 1, "two", [3]
p, q, r = multi(); print(p, q, r, multi())
print((yield_ := 1, 2), (lambda: (1, 2))(), [(i, i * i) for i in range(3)], {(1, 2): "k"}[1, 2], dict([(1, 2)]), (1, 2) if True else 0, ("a" "b"), ("a",), *(1, 2), (*(1, 2), *[3]))
print("%s %s" % (1, 2), "%s" % ((1, 2),), isinstance((), tuple), tuple.__name__, a.__len__(), a.__getitem__(1), a.__contains__(1), a.__add__((5,)), a.__mul__(0), a.__eq__([1]), a.__lt__((2,)), a.__hash__() == hash(a), a.__getnewargs__(), a.__iter__().__class__.__name__)
n = (); 
for i in range(50): n = (n, i) if i % 10 == 0 else n
print(n, hash(n) == hash(n))
class N:
    def __eq__(self, o): return True
    __hash__ = object.__hash__
print((N(), 1) == (5, 1), (1, N()) == (1, 6), (1, 2) == (1, 2.0), (1,) == [1], (nan := float("nan"),) == (nan,))
