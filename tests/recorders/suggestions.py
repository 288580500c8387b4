"""Record which name CPython 3.13 takes a wrong one for, for src/report/suggest.rs.

Usage: python3.13 tests/recorders/suggestions.py > tests/recorded/suggestions.tsv
Lines: the wrong name, the known names between blanks, the one suggested (empty: none).
"""

import builtins
import keyword
import random

import _suggestions


def spoilt(name):
    letters = list(name)
    for _ in range(random.choice([1, 1, 1, 2, 2, 3])):
        at = random.randrange(len(letters))
        change = random.randrange(5)
        if change == 0 and len(letters) > 1:
            del letters[at]
        elif change == 1:
            letters.insert(at, random.choice("aeiosxzAZ_é"))
        elif change == 2:
            letters[at] = random.choice("aeiosxzAZ_é")
        elif change == 3:
            letters[at] = letters[at].swapcase()
        else:
            other = random.randrange(len(letters))
            letters[at], letters[other] = letters[other], letters[at]
    return "".join(letters)


def main():
    random.seed(4)
    pool = sorted(set(dir(builtins) + dir(str) + keyword.kwlist + ["naïve", "größe", "x" * 45, "y", "ab"]))
    for _ in range(500):
        known = random.sample(pool, random.choice([1, 3, 10, 40]))
        wrong = spoilt(random.choice(sorted(known, key=len)[-3:] + pool[:1]))
        found = _suggestions._generate_suggestions(known, wrong) or ""
        print(ascii(wrong)[1:-1], ascii(" ".join(known))[1:-1], ascii(found)[1:-1], sep="\t")


main()
