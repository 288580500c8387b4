from collections import namedtuple
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
P = namedtuple("P", "x y"); p = P(1, 2); print(p, p.x, p[1], p == (1, 2), tuple(p), P(x=1, y=2), p._fields, p._asdict(), p._replace(x=9), P._make([5, 6]), len(p), hash(p) == hash((1, 2)), isinstance(p, tuple), P.__doc__, P.x.__doc__, P.__name__, P._field_defaults)
a, b = p; print(a, b, p + (3,), p * 2, p[::-1], sorted([P(2, 1), P(1, 2)]), {p: 1}[1, 2], p.index(2), p.count(1), "%s %s" % p, P(1, 2) < P(1, 3))
Q = namedtuple("Q", ["a", "b", "c"], defaults=[2, 3]); print(Q(1), Q(1, 5), Q._field_defaults, Q(1)._replace(c=0), Q.__new__.__defaults__)
R = namedtuple("R", "a,b, c", rename=False); print(R(1, 2, 3)); print(namedtuple("S", "a def a _x 1b", rename=True)._fields, namedtuple("E", "")(), namedtuple("M", "a", module="mod").__module__, P.__module__, P.__match_args__, P.__slots__)
t(lambda: P(1)); t(lambda: P(1, 2, 3)); t(lambda: P(1, z=2)); t(lambda: P(1, 2, x=3)); t(lambda: setattr(p, "x", 5)); t(lambda: p.z); t(lambda: setattr(p, "new", 5)); t(lambda: namedtuple("X", "a a")); t(lambda: namedtuple("X", "def")); t(lambda: namedtuple("X", "_a")); t(lambda: namedtuple("1X", "a")); t(lambda: namedtuple("X", "a", defaults=[1, 2])); t(lambda: namedtuple("X", "a b!")); t(lambda: p._replace(q=1)); t(lambda: P._make([1])); t(lambda: namedtuple("class", "a")); t(lambda: namedtuple("X")); t(lambda: namedtuple("X", 5)); t(lambda: p.__class__.__bases__)
class Pt(namedtuple("Pt", "x y")):
    __slots__ = ()
    @property
    def norm(self): return self.x + self.y
    def __str__(self): return f"<{self.x},{self.y}>"
q = Pt(3, 4); print(q, repr(q), q.norm, q._replace(x=1), type(q._replace(x=1)).__name__, Pt.__mro__[1].__name__)
match p:
    case P(x=1, y=v): print("matched", v)
match q:
    case Pt(a, b): print(a, b)
