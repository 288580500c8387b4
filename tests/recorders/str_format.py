"""Record how CPython 3.13 reads str.format templates and field names, for src/algo/str_format.rs.

Usage: python3.13 tests/recorders/str_format.py > tests/recorded/str_format.tsv
Lines: "template" or "name", the text, its parts in <> and then the exception if there was one.
"""

import random
from _string import formatter_field_name_split, formatter_parser

from format_spec import plain

TEMPLATES = """
{0!}|{0!r|{0!rx}|{0!r:}|{0!|{0!\u1234}|{|}|{}}|{{}|{0|{0[a}|{0[a]x}|{0.}|{a{b}}|{0:{|{0:{}|{0:{{}}}|{0:{0:{0}}}|{:}}|
{!s!r}|{0]}|{a!}|{[}|{[}]}|{[[}|{[[]}|{a[b[c]:d}|x{a[:!{]}y|{!:}|{!}|{!r!}|{0:{!r}}|{{{0}}}|}}{{|a{{b}}c|\xe9{\u20ac:\U0001f600}\ud800|
{a:b!c}|{a!r:b:c}|{a!}}|{!|{:|{a:b}}}|{}{}{}x
"""
NAMES = """
0|a|12.b|a.b[c].d|a[0]|a[99999999999999999999]|99999999999999999999|a.|a..b|a[]|a[b|a[b]c|.a|[0]|[a].b|-1| 0|0 |\u0663|
a[\u0663]|0]|a[b].c|a[[b]|a[b]]|a.b]|a.[0]|a[-1]|a[1x]|[
"""


def parts(items, show):
    out = ""
    try:
        for item in items():
            out += f"<{show(item)}>"
    except ValueError as error:
        out += f" ValueError: {error}"
    return out


def piece(item):
    literal, name, spec, conversion = item
    return literal if name is None else f"{literal}|{name}|{spec}|{conversion or ''}"


def accessors(name):
    first, rest = formatter_field_name_split(name)
    yield first
    for is_attribute, key in rest:
        yield f".{key}" if is_attribute else f"[{key}]"


def main():
    random.seed(5)
    templates = TEMPLATES.replace("\n", "").split("|")
    templates += ["".join(random.choices("{}{}{}:![]ar.0x", k=random.randint(2, 9))) for _ in range(500)]
    for template in templates:
        print("template", plain(template), plain(parts(lambda: formatter_parser(template), piece)), sep="\t")
    names = NAMES.replace("\n", "").split("|")
    names += ["".join(random.choices("..[]]a0", k=random.randint(2, 7))) for _ in range(200)]
    for name in names:
        print("name", plain(name), plain(parts(lambda: accessors(name), str)), sep="\t")


main()
