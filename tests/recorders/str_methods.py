"""Record str and bytes methods of CPython 3.13 for src/algo/search.rs, unicode.rs and escape.rs.

Usage: python3.13 tests/recorders/str_methods.py > tests/recorded/str_methods.tsv
Lines: unit (str or bytes), text, call, result; parts are joined with "|", None is "None". In bytes
lines each character is a byte.
"""

import random

from format_spec import plain

LETTERS = "aAbB  \t\n\r\x0b\x1c\x85\xa0\u2028\xdf\u0130\u03a3\u03c3'\"\\.,\xad\u01c5\ufb01\u0345\U00010400\ud800\U0001f600"
BYTES = "aAbB  \t\n\r\x0b\x1c\x85\xdf'\"\\.,"
CALLS = ["splitlines()", "splitlines(True)", "split()", "split(None, 1)", "split(None, 0)", "rsplit(None, 1)",
         "rsplit(None, 0)", "strip()", "lstrip()", "rstrip()", "expandtabs(3)", "repr()"]
TEXT_CALLS = ["lower()", "upper()", "title()", "capitalize()", "swapcase()", "casefold()", "islower()", "isupper()",
              "istitle()", "isidentifier()", "ascii()"]
WITH_PATTERN = ["split({!r})", "split({!r}, 1)", "rsplit({!r})", "rsplit({!r}, 1)", "count({!r})", "strip({!r})",
                "replace({!r}, 'xy')", "replace({!r}, '', 1)", "replace({!r}, 'xy', 2)"]


def shown(result):
    match result:
        case list():
            return "|".join(map(shown, result))
        case bytes():
            return result.decode("latin-1")
    return str(result)


def main():
    random.seed(8)
    for unit, letters in ("str", LETTERS), ("bytes", BYTES):
        for _ in range(60):
            text = "".join(random.choices(letters, k=random.choice([0, 1, 2, 5, 9, 14])))
            calls = CALLS + (TEXT_CALLS if unit == "str" else [])
            patterns = [random.choice(letters), text[2:4]]
            calls = [*calls, "count('')", "replace('', '-')", "replace('', '-', 2)"]
            calls += [call.format(pattern) for call in WITH_PATTERN for pattern in patterns if pattern]
            for call in calls:
                if call == "repr()" or call == "ascii()":
                    value = text if unit == "str" else text.encode("latin-1")
                    result = repr(value) if call == "repr()" else ascii(value)
                elif unit == "str":
                    result = eval("text." + call)
                else:
                    name, _, args = call.partition("(")
                    args = [arg.encode("latin-1") if isinstance(arg, str) else arg
                            for arg in eval("(" + args[:-1] + ",)" if args != ")" else "()")]
                    result = getattr(text.encode("latin-1"), name)(*args)
                name, _, args = call.partition("(")
                args = eval("(" + args[:-1] + ",)" if args != ")" else "()")
                fields = [plain(str(arg)) for arg in args]
                print(unit, plain(text), name, "\x1f".join(fields).replace("\x1f", "\\x1f"), plain(shown(result)), sep="\t")


main()
