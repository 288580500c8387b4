"""Record the functions of CPython 3.13's cmath for src/algo/complex_math.rs.

Usage: python3.13 tests/recorders/complex_math.py > tests/recorded/complex_math.tsv
Lines: function, parts of the argument, parts of the result or the exception; floats as their bits in hex.
"""

import cmath
import random
import struct

VALUES = [float("-inf"), -2.3, -0.0, 0.0, 0.5, 1e308, float("inf"), float("nan")]
NAMES = "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh rect".split()


def bits(x):
    return struct.pack(">d", x).hex()


def main():
    random.seed(5)
    points = [(x, y) for x in VALUES for y in VALUES]
    points += [(random.uniform(-3, 3), random.uniform(-3, 3)) for _ in range(16)]
    points += [(1.0, 1e-170), (1.0, 0.0), (-1.0, -0.0), (1e-310, 2e-310), (709.5, 1.0), (-800.0, 2.0)]
    for name in NAMES:
        for x, y in points:
            try:
                result = cmath.rect(x, y) if name == "rect" else getattr(cmath, name)(complex(x, y))
            except (ValueError, OverflowError) as error:
                result = type(error).__name__
            else:
                result = f"{bits(result.real)} {bits(result.imag)}"
            print(name, f"{bits(x)} {bits(y)}", result, sep="\t")


main()
