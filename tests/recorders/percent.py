"""Record template % value of CPython 3.13 for src/algo/percent.rs.

Usage: python3.13 tests/recorders/percent.py > tests/recorded/percent.tsv
Lines: type, value, template, what came out or the exception as "ValueError: ...".
"""

import random

from format_spec import plain, shown

VALUES = {
    "diuoxX": [0, 1, -1, 42, -255, 10**25, -(2**70)],
    "eEfFgG": [0.0, -0.0, 1.5, -2.5, 12345.678, 1e-10, 1e22, float("inf"), float("nan"), float("-inf")],
    "sc": ["a", "\xe9", "\U0001f600"],
    "s": ["", "abc", "\xe9\u20acx"],
    "yk\u1234\x01~}%b": [1],
}
BY_HAND = ["a%%b%d", "%", "x%5", "%-", "%.", "%l", "%#", "%ld|", "%hd", "%Ld", "%lld", "%hhd", "%5.d", "%.-5d", "\xe9%y",
           "%99999999999999999999d", "%.99999999999999999999d", "%.2147483648d", "%.2147483647d", "%5%", "%l%", "%%%d%%"]


def main():
    random.seed(4)
    cases = [(template, 7) for template in BY_HAND]
    for conversions, values in VALUES.items():
        for conversion in conversions:
            for _ in range(40 if conversion.isascii() and len(values) > 1 else 3):
                flags = "".join(random.sample("-+ #0", random.choice([0, 0, 1, 2, 3])))
                width = random.choice(["", "", "3", "12", "20"])
                precision = random.choice(["", "", ".", ".0", ".3", ".15"])
                cases.append((f"%{flags}{width}{precision}{conversion}|", random.choice(values)))
    for template, value in cases:
        try:
            result = template % (value,)
        except (ValueError, OverflowError, TypeError) as error:
            result = f"{type(error).__name__}: {error}"
        print(type(value).__name__, shown(value), plain(template), plain(result), sep="\t")


main()
