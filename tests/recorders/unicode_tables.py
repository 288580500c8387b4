"""Record the Unicode tables of src/algo/unicode_tables.rs from the Python that runs this (CPython 3.13).

Usage: python3.13 tests/recorders/unicode_tables.py > src/algo/unicode_tables.rs

Everything is asked of str methods and unicodedata, one code point at a time. The digests at the end
let the unit test compare what src/algo/unicode.rs answers for all code points.
"""

import sys
import unicodedata

ALL = range(0x110000)
PREDICATES = {
    "ALPHA": lambda c: c.isalpha(),
    "DECIMAL": lambda c: c.isdecimal(),
    "DIGIT": lambda c: c.isdigit(),
    "NUMERIC": lambda c: c.isnumeric(),
    "SPACE": lambda c: c.isspace(),
    "PRINTABLE": lambda c: c.isprintable(),
    "UPPER": lambda c: c.isupper() and unicodedata.category(c) != "Lt",
    "LOWER": lambda c: c.islower(),
    "TITLE": lambda c: unicodedata.category(c) == "Lt",
    "ID_START": lambda c: c.isidentifier(),
    "ID_CONTINUE": lambda c: ("a" + c).isidentifier(),
    # str.title lowers what follows a cased letter.
    "CASED": lambda c: (c + "a").title().endswith("a"),
    # A sigma is final when a letter comes before it, ignorable ones passed over.
    "CASE_IGNORABLE": lambda c: final("A" + c) and not final(c),
}
MAPPINGS = {
    "LOWER": (str.lower, None),
    "UPPER": (str.upper, None),
    "TITLE": (str.title, str.upper),
    "FOLD": (str.casefold, str.lower),
}


def final(before):
    return (before + "\u03a3").lower().endswith("\u03c2")


def fnv(numbers):
    digest = 0xCBF29CE484222325
    for number in numbers:
        for byte in number.to_bytes(4, "little"):
            digest = (digest ^ byte) * 0x100000001B3 % 2**64
    return digest


def table(name, kind, rows, doc):
    print(f"\n/// {doc}\n#[rustfmt::skip]\npub const {name}: &[{kind}] = &[")
    line = "   "
    for row in rows:
        if len(line) + len(row) > 128:
            print(line)
            line = "   "
        line += f" {row},"
    print(line + "\n];")


def runs(pairs):
    """(first, last, step, delta) for pairs of code points with one distance and even steps."""
    out = []
    for code, to in pairs:
        if out:
            first, last, step, delta = out[-1]
            gap = code - last
            if delta == to - code and gap in ((1, 2) if first == last else (step,)):
                out[-1] = (first, code, gap, delta)
                continue
        out.append((code, code, 1, to - code))
    return out


def main():
    print("//! Unicode " + unicodedata.unidata_version + " as CPython 3.13's str methods answer it.")
    print("//!\n//! Written by tests/recorders/unicode_tables.py; do not edit.")
    digests = []

    classes, starts, last = [], [], None
    flips = {name: [] for name in PREDICATES}
    for code in ALL:
        flags = 0
        for bit, (name, holds) in enumerate(PREDICATES.items()):
            if holds(chr(code)):
                flags |= 1 << bit
        if flags != last:
            for bit, name in enumerate(PREDICATES):
                if ((last or 0) ^ flags) >> bit & 1:
                    flips[name].append(code)
            if flags not in classes:
                classes.append(flags)
            starts.append(code << 8 | classes.index(flags))
            last = flags
    for bit, name in enumerate(PREDICATES):
        print(("\n" if bit == 0 else "") + f"pub const {name}: u16 = 1 << {bit};")
        digests.append((name, fnv(flips[name])))
    table("CLASSES", "u16", map(hex, classes), "The combinations of the bits above that occur.")
    table("RUNS", "u32", map(hex, starts), "Where a run starts, times 256, plus its index in CLASSES.")

    for name, (method, base) in MAPPINGS.items():
        mapped = [(code, method(chr(code))) for code in ALL if method(chr(code)) != (base or str)(chr(code))]
        short = runs([(code, ord(to)) for code, to in mapped if len(to) == 1])
        table(
            name + "_RUNS", "(u32, u32, u32, i32)", (f"({a:#x}, {b:#x}, {s}, {d})" for a, b, s, d in short),
            "First, last, step, distance" + (f"; only what differs from {base.__name__}." if base else "."),
        )
        long = [(code, [*map(ord, to), 0][:3]) for code, to in mapped if len(to) > 1]
        table(
            name + "_LONG", "(u32, [u32; 3])",
            (f"({code:#x}, [{', '.join(map(hex, to))}])" for code, to in long),
            "What becomes two or three code points; zeros fill up.",
        )
        digests.append((
            name + "_MAPPING",
            fnv(n for code in ALL if method(chr(code)) != chr(code) for n in [code, *map(ord, method(chr(code)))]),
        ))

    values = []
    for code in ALL:
        c = chr(code)
        value = unicodedata.numeric(c, None)
        assert (value is not None) == c.isnumeric()
        assert unicodedata.digit(c, None) == (value if c.isdigit() else None)
        assert unicodedata.decimal(c, None) == (value if c.isdecimal() else None)
        if value is None:
            continue
        if values:
            first, end, start, step = values[-1]
            if end == code - 1 and value == int(value) and start == int(start):
                gap = value - start if first == end else step
                if gap in (0, 1, 10, 100, 1000, 10000) and value == start + gap * (code - first):
                    values[-1] = (first, code, start, gap)
                    continue
        values.append((code, code, value, 0))
    table(
        "NUMBERS", "(u32, u32, f64, f64)",
        (f"({a:#x}, {b:#x}, {float(v)!r}, {float(s)!r})" for a, b, v, s in values),
        "First, last, the first one's value, the step.",
    )
    numeric = [(c, unicodedata.numeric(chr(c), None)) for c in ALL]
    import struct
    bits = [(c, struct.unpack("<II", struct.pack("<d", v))) for c, v in numeric if v is not None]
    digests.append(("NUMERIC_VALUE", fnv(n for c, pair in bits for n in (c, *pair))))

    print("\n/// FNV-1a of where each predicate flips, of each mapping and of the numeric values.")
    print("#[cfg(test)]\npub const DIGESTS: &[(&str, u64)] = &[")
    for name, digest in digests:
        print(f'    ("{name}", {digest:#x}),')
    print("];")


sys.stdout.reconfigure(newline="\n")
main()
