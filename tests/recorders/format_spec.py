"""Record format(value, spec) of CPython 3.13 for src/algo/format_spec.rs.

Usage: python3.13 tests/recorders/format_spec.py > tests/recorded/format_spec.tsv
Lines: type, value, spec, what came out or the exception as "ValueError: ...".
"""

import random
import struct

BY_HAND = """
.3|z|.3d|+c|#c|5c|05c|=5c|,c|q|s|d|,|_s|+| |-|#|=5|05|0|<05|,_|_,|,,|__|,x|_x|#_x|,n|_n|,q|,\u1234|\u1234|\x01|.|\
999999999999999999999999999999|.999999999999999999999999999999|.999999999999999999|.99999999999|.2147483648f|xx|\
5xx\ud800|,.2f|>20|.3|n|%|08,|010,|09,|07,|012,.1f|010|z.1f|,%|f|\u0665|.\u0665f|a<<|\xe9<5|.2|*^10.2s|^6|#010x|\
#010X|#b|+#o|x<+8|x=+8|_|,.3|.0%|#.3g|-z|F|_d|_b|#x|<05,|=05,|x=08,|+-|z#|#z|,.5f|_.4f|020,.2f|.0f|.3e|e|+.1f|\
 e|^20.1f|\ud800<3|1\x00|\x7f|,\x01|_\x80|_c|5.|5.2x|,s|5,|5,\x01|b|+z|zc|.1c|.1x|zx|+z#=|.1q|+q|=05q|05q||G|E|X|o|\
.30f|.50g|0_x|012_b|0<8|0=8|0>8|^+#12_x|z|z.0f|#.0f|#.0e|#g|.0g|z.3g|+z.2e|N|\U0001f600^9|\u20ac>7d|.1n|+n|>+8.2%
"""
VALUES = [
    0, 1, -1, 65, 255, -255, 1234, -1234, 12345678, 0x110000, 0xD800, 10**25, -(10**25), 2**70, 10**310,
    0.0, -0.0, 1.0, 1.5, -0.0001, 1234.5, 12345.678, 1234567.891, 1e10, 1e16, 1e20, 1e-7, 0.5, 2.5, 5e-324,
    1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), -1e22,
    0j, 1j, 1 + 2j, -1 - 2j, complex(-0.0, -0.0), complex("nan"), 1e9 + 12345678j, complex(0, float("-inf")),
    "", "a", "abc", "\xe9\u20ac\U0001f600", "\ud800x",
]


def plain(text):
    return ascii(text)[1:-1]


def shown(value):
    match value:
        case float():
            return struct.pack(">d", value).hex()
        case complex():
            return shown(value.real) + " " + shown(value.imag)
        case str():
            return plain(value)
    return str(value)


def main():
    random.seed(20)
    specs = BY_HAND.strip("\n").split("|")
    for _ in range(250):
        specs.append("".join(random.choice(choices) for choices in (
            ["", "", "<", ">", "^", "=", "*<", "0=", "\xe9^", "x="], ["", "", "+", "-", " "], ["", "", "z"],
            ["", "#"], ["", "0"], ["", "5", "12", "25"], ["", ",", "_"], ["", "", ".0", ".3", ".10"],
            [*"\0\0dboxXcneEfFgG%s"],
        )).replace("\0", ""))
    for spec in specs:
        for value in VALUES if len(spec) < 3 else random.sample(VALUES, 6):
            if "999" in spec and isinstance(value, str):
                continue
            try:
                result = format(value, spec)
            except (ValueError, OverflowError, TypeError) as error:
                result = f"{type(error).__name__}: {error}"
            print(type(value).__name__, shown(value), plain(spec), plain(result), sep="\t")


if __name__ == "__main__":
    main()
