# The abstract classes of numbers.
import numbers
from fractions import Fraction

kinds = (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral)
for value in (1, True, 1.5, 1j, Fraction(1, 2), "x", None):
    print(repr(value), [isinstance(value, kind) for kind in kinds])
print([issubclass(int, kind) for kind in kinds], [kind.__mro__[1].__name__ for kind in kinds], sorted(numbers.__all__))
for kind in kinds:
    print(kind.__name__, sorted(kind.__abstractmethods__), kind.__slots__, kind.__hash__)
    try:
        kind()
        print("made")
    except TypeError as error:
        print(error)


class Half(numbers.Real):
    def __float__(self): return 0.5
    def __trunc__(self): return 0
    def __floor__(self): return 0
    def __ceil__(self): return 1
    def __round__(self, ndigits=None): return 0
    def __floordiv__(self, other): return 0.5 // other
    def __rfloordiv__(self, other): return other // 0.5
    def __mod__(self, other): return 0.5 % other
    def __rmod__(self, other): return other % 0.5
    def __lt__(self, other): return 0.5 < other
    def __le__(self, other): return 0.5 <= other
    def __eq__(self, other): return 0.5 == other
    def __add__(self, other): return 0.5 + other
    def __radd__(self, other): return other + 0.5
    def __neg__(self): return -0.5
    def __pos__(self): return 0.5
    def __mul__(self, other): return 0.5 * other
    def __rmul__(self, other): return other * 0.5
    def __truediv__(self, other): return 0.5 / other
    def __rtruediv__(self, other): return other / 0.5
    def __pow__(self, other): return 0.5 ** other
    def __rpow__(self, other): return other ** 0.5
    def __abs__(self): return 0.5


h = Half()
print(complex(h), h.real, h.imag, h.conjugate(), h - 1, 1 - h, divmod(h, 2), divmod(3, h), bool(h), h == 0.5, isinstance(h, numbers.Complex), Fraction(1, 2) + h if False else "")


class Five(numbers.Integral):
    def __int__(self): return 5


for name in Five.__abstractmethods__:
    setattr(Five, name, (lambda name: lambda self, *rest: getattr(5, name)(*rest))(name))
Five.__abstractmethods__ = frozenset()
f = Five()
print(f.numerator, f.denominator, float(f), [0, 1, 2, 3, 4, 5, 6][f], f + 1, f << 2, ~f, complex(f), range(f))
