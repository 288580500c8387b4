"""Record float functions of CPython 3.13 for src/algo/float_arith.rs, float_sum.rs and gamma.rs.

Usage: python3.13 tests/recorders/float_math.py > tests/recorded/float_math.tsv
Lines: function, arguments, result; floats as their bits in hex, several of them between blanks.
"""

import math
import random
import struct

SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 3.0, -2.5, 1e300, 1e-300, 5e-324, 1.7976931348623157e308,
           float("inf"), float("-inf"), float("nan")]


def bits(*values):
    return " ".join(struct.pack(">d", x).hex() for x in values)


def case(name, function, *args):
    try:
        result = function(*args)
    except ValueError as error:
        result = f"ValueError: {error}"
    except OverflowError as error:
        result = "complex" if "complex" in str(error) else f"OverflowError: {error}"
    except ZeroDivisionError as error:
        result = f"ZeroDivisionError: {error}"
    else:
        if isinstance(result, complex):
            result = "complex"
        else:
            result = bits(*result) if isinstance(result, tuple) else bits(float(result))
    print(name, bits(*args), result, sep="\t")


def main():
    random.seed(11)
    anything = lambda: random.choice([random.uniform(-10, 10), random.gauss(0, 1) * 10 ** random.randint(-30, 30),
                                      random.choice(SPECIAL)])
    for _ in range(150):
        x, y = anything(), anything()
        case("divmod", divmod, x, y)
        case("floordiv", lambda x, y: x // y, x, y)
        case("mod", lambda x, y: x % y, x, y)
        case("pow", lambda x, y: x**y, x, y)
        case("remainder", math.remainder, x, y)
        case("nextafter", math.nextafter, x, y)
    for x in [*SPECIAL, *(random.uniform(-40, 40) for _ in range(150)), *(random.uniform(-200, 172) for _ in range(60))]:
        case("gamma", math.gamma, x)
        case("lgamma", math.lgamma, x)
        case("erf", math.erf, x / 8)
        case("erfc", math.erfc, x / 8)
        case("ulp", math.ulp, x)
    for x in [1e-21, -1e-21, 1e18, 1e306, -180.5, -190.25, 23.0, 24.0, 171.0, 172.0]:
        case("gamma", math.gamma, x)
        case("lgamma", math.lgamma, x)
    for _ in range(120):
        values = [anything() for _ in range(random.randint(2, 6))]
        scale = 10.0 ** random.randint(-320, 300)
        near = [random.uniform(-1, 1) * scale for _ in range(random.randint(2, 6))]
        for items in (values, near):
            case("fsum", lambda *items: math.fsum(items), *items)
            case("sum", lambda *items: sum(items, 0.0), *items)
            case("hypot", math.hypot, *items)
        pairs = [random.uniform(-1, 1) * 10 ** random.randint(-12, 12) for _ in range(6)]
        pairs[4:] = -pairs[0] * (1 + random.random() * 1e-14), pairs[1]
        case("sumprod", lambda *items: math.sumprod(items[::2], items[1::2]), *pairs)
        case("sumprod", lambda *items: math.sumprod(items[::2], items[1::2]), *[anything() for _ in range(4)])


main()
