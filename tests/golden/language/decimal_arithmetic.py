# Rationals and fixed-point money written as classes with every operator.
from math import gcd
class Q:
    __slots__ = ("n", "d")
    def __new__(cls, n, d=1):
        if d == 0: raise ZeroDivisionError(f"Q({n}, 0)")
        if isinstance(n, Q) or isinstance(d, Q): return Q(n.n, n.d) / d if isinstance(n, Q) else n / d
        self = super().__new__(cls); g = gcd(n, d) * (1 if d > 0 else -1); self.n, self.d = n // g, d // g; return self
    def _op(f):
        def op(a, b):
            if isinstance(b, int): b = Q(b)
            return f(a, b) if isinstance(b, Q) else NotImplemented
        return op
    __add__ = __radd__ = _op(lambda a, b: Q(a.n * b.d + b.n * a.d, a.d * b.d)); __mul__ = __rmul__ = _op(lambda a, b: Q(a.n * b.n, a.d * b.d))
    __sub__ = _op(lambda a, b: Q(a.n * b.d - b.n * a.d, a.d * b.d)); __rsub__ = _op(lambda a, b: b - a); __truediv__ = _op(lambda a, b: Q(a.n * b.d, a.d * b.n)); __rtruediv__ = _op(lambda a, b: b / a)
    __floordiv__ = _op(lambda a, b: a.n * b.d // (a.d * b.n)); __mod__ = _op(lambda a, b: a - b * (a // b)); __eq__ = _op(lambda a, b: (a.n, a.d) == (b.n, b.d)); __lt__ = _op(lambda a, b: a.n * b.d < b.n * a.d); __le__ = _op(lambda a, b: a.n * b.d <= b.n * a.d)
    def __pow__(self, k): return Q(self.n ** k, self.d ** k) if k >= 0 else Q(self.d ** -k, self.n ** -k)
    def __neg__(self): return Q(-self.n, self.d)
    def __abs__(self): return Q(abs(self.n), self.d)
    def __float__(self): return self.n / self.d
    def __int__(self): return int(self.n / self.d)
    def __round__(self, nd=None): return round(float(self), nd)
    def __bool__(self): return self.n != 0
    def __hash__(self): return hash(self.n) if self.d == 1 else hash((self.n, self.d))
    def __repr__(self): return f"Q({self.n}, {self.d})" if self.d != 1 else f"Q({self.n})"
    def __str__(self): return f"{self.n}/{self.d}"
    def __format__(self, s): return format(float(self), s) if s else str(self)
a, b = Q(1, 2), Q(-3, -4)
print(a + b, a - b, a * b, a / b, a // b, b % a, a ** 3, a ** -2, -a, abs(-a), a + 1, 1 + a, 1 - a, 2 * a, 1 / b, a == Q(2, 4), a < b, a <= a, a > b, a >= b, a != b, float(a), int(Q(7, 2)), round(Q(7, 3), 2), bool(Q(0)), hash(Q(5)) == hash(5), {a: 1}[Q(3, 6)], repr(a), f"{a:.3f} {b}", sum([a, b, 1]), max(a, b, 1), sorted([b, a, Q(1)]), Q(Q(1, 2), 3), Q(2, Q(1, 2)), a == 0.5, a == "x", Q(4, 2) == 2, 2 == Q(4, 2))
a += b; a *= 2; a -= 1; a /= 3; print(a, Q(10, 5) in [1, 2], [Q(1, i) for i in range(1, 5)])
for f in (lambda: Q(1, 0), lambda: a / 0, lambda: a + 1.5, lambda: 1.5 + a, lambda: a < "x", lambda: a ** "x", lambda: "a" * a, lambda: Q("1"), lambda: a // Q(0), lambda: divmod(a, b), lambda: ~a, lambda: setattr(a, "z", 1), lambda: [1][a], lambda: range(a)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
h = Q(0)
for k in range(1, 21): h += Q(1, k)
print(h, f"{h:.10f}", h.n.bit_length())
