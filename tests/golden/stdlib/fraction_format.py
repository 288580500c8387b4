# Format specifications of fractions.
from fractions import Fraction as F

values = [F(1, 3), F(-22, 7), F(0), F(5), F(123456789, 1000), F(-1, 3000000), F(2, 3) * 10 ** 12, F(999999, 1000000)]
specs = ["", "5", ">10", "<10", "^11", "*^11", "=+12", "+", " ", "-", "#", ",", "_", "#,", ".0f", ".3f", "f", "F", "+.2f", "010.2f", ",.2f", "_.1f", "#.0f",
         "z.1f", "e", ".2e", ".0E", "+.3e", "g", ".3g", "G", "#g", ".10g", "%", ".1%", "012.4%", "*>15.2f", "=15.2f", "015,.2f", "08g", ".0g", "z.0f"]
for value in values:
    print(value, [format(value, spec) for spec in specs])
for spec in ("d", "x", "s", "05", "=+05", "z", ".3", "q", "<010.2f", ".01f", "00.2f", "5 f", "n", ".f", ",_f", "abc", "z5", "0", "00"):
    try:
        print(repr(format(F(1, 3), spec)))
    except ValueError as error:
        print(error)
print(f"{F(1, 3):.3f} {F(7, 2)!r} {F(7, 2)!s:>6} {F(1, 2)}", "{:>{w}.{p}f}".format(F(2, 3), w=10, p=4), "%s %r %.2f %d" % (F(1, 2), F(1, 2), F(1, 2), F(7, 2)))
