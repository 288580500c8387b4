# Fractions: making them, computing, comparing, hashing, rounding, with other numbers.
import copy
import math
import operator
from fractions import Fraction as F


def attempt(f):
    try:
        print(repr(f()), end="; ")
    except Exception as error:
        print(type(error).__name__, error, end="; ")


for value in ("1/2", " -3/4 ", "+5", "0.125", ".5", "5.", "1e3", "-1.5E-2", "1_000/3", "1_0.2_5", "٣/٤", "1 / 2", "1/ 2", "1 /2", "x", "", "1/", "/2",
              "1//2", "1/2/3", "1.5/2", "1/2.5", "_1", "1_", "1__0", "1e", "e5", ".", "+", "- 1", "1/-2", "1/0", "nan", "inf", "1e1_0", "1\n", 1.5, -0.0,
              1e-320, float("nan"), float("inf"), True, 2 ** 100, None, 1j, [], b"1", F(3, 9)):
    attempt(lambda: F(value))
print()
for pair in ((6, -4), (0, 5), (1, 0), (-7, 0), (1.5, 2), ("1", 2), (F(1, 2), F(3, 4)), (F(1, 2), 3), (True, 2), (2 ** 70, 2 ** 68)):
    attempt(lambda: F(*pair))
attempt(lambda: F())
attempt(lambda: F(numerator=3, denominator=6))
attempt(lambda: F(1, 2, 3))
print()
values = [F(1, 2), F(-7, 3), F(0), F(4), 3, -2, 0, 0.5, True, 1j, 2 ** 64]
for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow"):
    operation = getattr(operator, name)
    print(name)
    for a in values[:5]:
        for b in values:
            if name != "pow" or b != 2 ** 64:
                attempt(lambda: operation(a, b))
            if not isinstance(b, F) and not (name == "pow" and a == 0):
                attempt(lambda: operation(b, a))
    print()
for a in values[:3]:
    for b in values[:9]:
        attempt(lambda: divmod(a, b))
        attempt(lambda: divmod(b, a))
print()
for b in ("a", None, [], F):
    for operation in (operator.add, operator.mul, operator.lt, operator.eq, operator.pow, divmod):
        attempt(lambda: operation(F(1, 2), b))
        attempt(lambda: operation(b, F(1, 2)))
print()
for a in values[:4]:
    for b in values + [float("nan"), float("inf"), float("-inf"), 0.1, 0.5 + 0j]:
        print(a == b, a != b, end=" ")
        if not isinstance(b, complex):
            print(int(a < b), int(a <= b), int(a > b), int(a >= b), int(b < a), end=" ")
print()
for a in (F(7, 2), F(-7, 2), F(5, 2), F(1, 3), F(-1, 3), F(4), F(2500), F(2, 3)):
    print(int(a), math.floor(a), math.ceil(a), math.trunc(a), round(a), round(a, 1), round(a, 0), round(a, -2), float(a), bool(a), +a, -a, abs(a),
          a.is_integer(), a.as_integer_ratio(), str(a), repr(a), complex(a), a.real, a.imag, a.conjugate(), a ** -2, a ** 0, a ** F(1, 2), 2 ** a if a < 5 else "")
print([hash(F(n, d)) == hash(n / d) for n, d in ((1, 2), (-1, 2), (3, 4), (5, 1), (-9, 8))], hash(F(1, 3)), hash(F(-2, 7)), hash(F(1, 2 ** 61 - 1)), hash(F(-1)))
print(F(3.14).limit_denominator(10), F(math.pi).limit_denominator(1000), F(math.pi).limit_denominator(), F(-22, 7).limit_denominator(3), F(1, 2).limit_denominator(1))
attempt(lambda: F(1, 2).limit_denominator(0))
print(F.from_float(0.75), F.from_float(3), sum([F(1, i) for i in range(1, 8)]), max(F(1, 2), F(2, 3)), sorted([F(1, 2), 0.3, F(1, 3), 1]))
for action in (lambda: F.from_float("x"), lambda: F.from_float(F(1, 2)), lambda: F.from_float(float("inf")), lambda: setattr(F(1, 2), "numerator", 3),
               lambda: setattr(F(1, 2), "x", 3), lambda: pow(F(1, 2), 2, 3), lambda: F(0) ** -1, lambda: F(1, 2) / 0, lambda: F(4, 3) / F(0), lambda: 1 / F(0),
               lambda: F(1, 2) // 0, lambda: F(1, 2) % 0, lambda: divmod(1, F(0)), lambda: F(-8) ** F(1, 3)):
    attempt(action)
print()


class Mine(F):
    pass


print(repr(Mine(1, 2)), type(Mine(1) + 1), type(copy.copy(Mine(1))), copy.deepcopy(F(1, 2)), F(1, 2).__reduce__(), Mine(1, 2) == F(1, 2), Mine("1/3"))
print(math.gcd(F(4).numerator, 6), [1, 2, 3][F(2).numerator], math.isclose(F(1, 3), 0.3333333333), F.__slots__)
