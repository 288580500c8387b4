"""Choose sources for tests/fixtures/syntax/: mutations.txt, library_strings.txt and prefixes.txt.

    python3.13 tests/select_samples.py && python3.13 tests/record_syntax.py

The pool is that of differential_syntax.py, and so is its seed. Of each wording that CPython answers with
a few samples are taken, short sources first; names and numbers in a message make no wording of their own.
"""

import pathlib
import re
import sys

import differential_syntax as pool
import record_syntax as record

FOLDER = pathlib.Path(__file__).parent / "fixtures/syntax"
# The last literal of an answer, which is the message.
ENDING = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')$""")
NAMES = re.compile(r"\d+|\\?'[^']*'|U\+\w+")


def shape(answer):
    """The class and the message of an error, without what belongs to the source; None for a tree."""
    if not answer.startswith("error: "):
        return None
    kind, _, rest = answer.removeprefix("error: ").partition(" ")
    return kind, NAMES.sub("N", ENDING.search(rest)[0])


def select(mode, sources, each, longest):
    """Up to `each` sources for every shape, none longer than `longest` bytes."""
    encoded = sorted({it.encode() for it in sources if it.isprintable() or "\n" in it}, key=lambda it: (len(it), it))
    taken, chosen = {}, []
    for source in encoded:
        if len(source) > longest or b"\0" in source or b"\r" in source:
            continue
        *_, answer = record.answers(mode, source)
        kind = shape(answer)
        if kind is None:
            continue
        # Those that fail alike are spread over lengths.
        count = taken[kind] = taken.get(kind, 0) + 1
        if count <= each or count % 40 == 0 and count < 40 * each:
            chosen.append(source)
    return chosen


def write(name, title, mode, sources):
    lines = [f"# {title}"] + [f"{mode}: {record.escape(it)}" for it in sources]
    (FOLDER / name).write_text("\n".join(lines) + "\n")
    record.record(FOLDER / name)
    print(name, len(sources))


def main():
    folder = pool.library(sys.executable)
    strings = [it for _, it in pool.constants(folder, str)]
    strings = [it for it in strings if not any("\ud800" <= char < "\ue000" for char in it)]
    mutations = [it for _, it in pool.mutations(folder, 60_000, 313)]
    prefixes = [it for _, it in pool.prefixes(folder, 18_900, 313)]
    write("mutations.txt", "Statements of the standard library with one token changed.", "exec", select("exec", mutations, 16, 160))
    write("library_strings.txt", "Strings in CPython's test package that are no source.", "exec", select("exec", strings, 12, 120))
    write("prefixes.txt", "Beginnings of statements.", "prompt", select("prompt", prefixes, 120, 120))


if __name__ == "__main__":
    main()
