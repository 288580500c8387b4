from fractions import Fraction as F
from decimal import Decimal as D, getcontext, localcontext, ROUND_HALF_UP, InvalidOperation
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
print(F(1, 2) + F(1, 3), F(6, -4), F("0.125"), F("3/4"), F(0.5), F(1, 2) ** 2, F(1, 2) * 4, 1 / F(3), F(7, 3) // 1, F(7, 3) % 1, -F(1, 2), F(1, 3) < F(1, 2), F(1, 2) == 0.5, float(F(1, 3)), int(F(7, 2)), round(F(7, 3), 2), F(3.14).limit_denominator(10), repr(F(1, 2)), str(F(4, 2)), hash(F(1, 2)) == hash(0.5), F(1, 2).numerator, sum([F(1, i) for i in range(1, 6)]), F(2) ** -1, f"{F(1, 3):.3f}", F(1, 2) + 0.5, abs(F(-1, 2)), divmod(F(7, 2), F(1, 3)))
t(lambda: F(1, 0)); t(lambda: F("x")); t(lambda: F(1.5, 2)); t(lambda: F(1, 2) / 0); t(lambda: F("1/0")); t(lambda: F(1, 2) + "a"); t(lambda: F(float("nan")))
print(D("0.1") + D("0.2"), D(1) / D(3), D("1.10") + 1, D("1E+3"), D("1.5").quantize(D("1")), D("2.5").quantize(D("1"), ROUND_HALF_UP), D("-0"), D("NaN"), D("Infinity"), D(5) // D(3), D(-5) % D(3), D(2) ** 10, D(2).sqrt(), D("123.456").normalize(), D("1.20") == D("1.2"), D("1.5").as_tuple(), D(0.1), round(D("1.255"), 2), int(D("1.9")), float(D("0.5")), repr(D("1.0")), D("3.14").as_integer_ratio(), hash(D(1)) == hash(1), max(D(1), D(2)), f"{D('1234.5'):,.2f}", D("1e-10"), D("12345678901234567890") * 10, D("1").exp(), D(10).log10(), D("7").compare(D(8)), abs(D(-1)), D("1_000"), D(True), D("100").to_eng_string(), sorted([D(3), D(1)]), D("0.00"), D("1.23E+5"))
t(lambda: D("x")); t(lambda: D(1) / 0); t(lambda: D(0) / 0); t(lambda: D(1) + 0.5); t(lambda: D("NaN") < 1); t(lambda: D(-1).sqrt()); t(lambda: D([])); t(lambda: int(D("NaN"))); print(getcontext().prec)
with localcontext() as c: c.prec = 5; print(D(1) / D(7), D("123456.7") + 0)
print(D(1) / D(7))
