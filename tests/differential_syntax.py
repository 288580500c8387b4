"""Compare what taipan and CPython 3.13 say of wrong and unfinished source.

    python3 tests/differential_syntax.py target/quick/taipan                     everything
    python3 tests/differential_syntax.py target/quick/taipan strings --list 20   one part, with differences
    python3 tests/differential_syntax.py target/quick/taipan fuzz --count 200000

The parts:
    strings     every string constant in CPython's test package, compiled in mode exec
    bytes       every bytes constant there, most of them no source at all
    mutations   statements of the standard library with one token removed, doubled, swapped, replaced or added
    prefixes    beginnings of statements, by line and by character, as codeop judges them
    fuzz        random bytes and heaps of tokens through the three modes: only that taipan survives them

What is known to differ:
    bytes that are no UTF-8: CPython decodes name by name and string by string, and says so with a place; here the
        whole source is looked at first, so an error in a line before loses, and a name that is wrong has no place
    an f-string that is not closed where a ':' must stand: `def f()f'{' x` misses the ':' there
    a missing comma within a triple-quoted f-string whose end makes a string of its own, which is not closed
    `f(**a b)` in front of a comprehension: CPython misses an expression behind the `*`
    `x: type y = z`, where the grammar takes the soft keyword for one

CPython is PY313, or bin/python3.13 under PY313_PREFIX or `pyenv prefix 3.13.0`, or python3.13. Both run
the same program over the same sources (ANSWERS below), which prints one line for each: type, message, line,
offset, end line and end offset of the error, or what became of the source.
"""

import argparse
import ast
import collections
import io
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import tokenize

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench"))

from run import find_cpython  # noqa: E402

PARTS = ["strings", "bytes", "mutations", "prefixes", "fuzz"]

ANSWERS = r'''
import sys, warnings
warnings.simplefilter("ignore")
import codeop

def answer(mode, source):
    try:
        if mode == "codeop":
            return "incomplete" if codeop.compile_command(source, "<input>", "single") is None else "complete"
        compile(source, "<input>", mode)
        return "ok"
    except SyntaxError as error:
        where = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        return f"{type(error).__name__}: {error.msg} {where}"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"

with open(sys.argv[1], "rb") as file:
    lines = file.read().split(b"\n")
for number, line in enumerate(lines):
    if line:
        mode, source = eval(line.decode("ascii"))
        print(number, ascii(answer(mode, source)), flush=True)
'''


def library(cpython):
    command = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    found = subprocess.run([cpython, "-c", command], capture_output=True, text=True, check=True)
    return pathlib.Path(found.stdout.strip())


def sources(folder):
    """The text of each file there that this Python can parse, with its tree."""
    for path in sorted(folder.rglob("*.py")):
        if "site-packages" in path.parts:
            continue
        try:
            text = path.read_text("utf-8")
            yield text, ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            continue


def constants(folder, kind):
    """Every constant of that class in the test package, once."""
    seen = {}
    for _, tree in sources(folder / "test"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, kind):
                seen[node.value] = None
    return [("exec", source) for source in seen]


def statements(folder, rng, count):
    """Statements of the library, short enough to be looked at."""
    found = []
    for text, tree in sources(folder):
        lines = text.splitlines(keepends=True)
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt) and node.end_lineno - node.lineno < 12:
                start = min([node.lineno] + [it.lineno for it in getattr(node, "decorator_list", [])])
                block = lines[start - 1 : node.end_lineno]
                indent = block[0][: node.col_offset]
                if indent.strip() or not all(line.startswith(indent) or not line.strip() for line in block):
                    continue
                source = "".join(line[len(indent) :] if line.strip() else line for line in block)
                if len(source) < 600:
                    found.append(source if source.endswith("\n") else source + "\n")
    found = sorted(set(found))
    return rng.sample(found, min(count, len(found)))


def tokens(source):
    """(start, end) offsets of the tokens and their text."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    kept = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.string.strip() and token.type != tokenize.COMMENT:
            (row, column), (end_row, end_column) = token.start, token.end
            kept.append((starts[row - 1] + column, starts[end_row - 1] + end_column, token.string))
    return kept


EXTRA = """( ) [ ] { } , : ; . ... = == != := -> + - * ** / // % @ & | ^ ~ < > <= >= += if elif else for while in is not
and or lambda def class return yield from import as with async await try except finally raise pass break continue
global nonlocal assert del True False None match case type _ print exec x 1 1.5 0x 1_ 'a' "b" b'c' f'{x}' f'{x!r:>3}'
f'{' '' ''' \\ ! $ ? except* *args **kw __debug__ <>""".split()


def mutations(folder, count, seed):
    rng = random.Random(seed)
    pool = statements(folder, rng, count)
    made = []
    while len(made) < count:
        source = pool[len(made) % len(pool)] if len(made) < len(pool) else rng.choice(pool)
        try:
            here = tokens(source)
        except (tokenize.TokenError, SyntaxError, IndentationError):
            pool.remove(source)
            continue
        if len(here) < 2:
            made.append(("exec", source + rng.choice(EXTRA) + "\n"))
            continue
        at = rng.randrange(len(here))
        start, end, text = here[at]
        kind = rng.randrange(5)
        if kind == 0:
            wrong = source[:start] + source[end:]
        elif kind == 1:
            wrong = source[:end] + " " + text + source[end:]
        elif kind == 2 and at + 1 < len(here):
            start2, end2, text2 = here[at + 1]
            wrong = source[:start] + text2 + source[end:start2] + text + source[end2:]
        elif kind == 3:
            wrong = source[:start] + rng.choice(EXTRA) + source[end:]
        else:
            wrong = source[:start] + rng.choice(EXTRA) + " " + source[start:]
        made.append(("exec", wrong))
    return made


def prefixes(folder, count, seed):
    rng = random.Random(seed)
    made = {}
    for source in statements(folder, rng, count):
        lines = source.splitlines(keepends=True)
        for end in range(1, len(lines) + 1):
            made["".join(lines[:end])] = None
            made["".join(lines[:end]).rstrip("\n")] = None
        for _ in range(6):
            made[source[: rng.randrange(len(source) + 1)]] = None
        if len(made) >= count:
            break
    return [("codeop", source) for source in list(made)[:count]]


def fuzz(count, seed):
    rng = random.Random(seed)
    modes = ["exec", "eval", "single"]
    made = []
    for number in range(count):
        mode = modes[number % 3]
        if number % 2:
            length = rng.choice([1, 3, 10, 40, 200])
            alphabet = rng.choice([range(256), range(128), b"()[]{}'\"\\\n\t :;,.=#fbru019xeE_-+*@\xc3\xa9\x00"])
            made.append((mode, bytes(rng.choice(alphabet) for _ in range(length))))
        else:
            words = [rng.choice(EXTRA) for _ in range(rng.choice([2, 5, 20, 80]))]
            made.append((mode, "".join(word + rng.choice([" ", "", "\n", "\n    ", " "]) for word in words)))
    return made


def ask(exe, cases, timeout):
    """The answer to each case; what ends the process is the answer to the case it was at."""
    answers = {}
    with tempfile.TemporaryDirectory() as folder:
        program, data = os.path.join(folder, "answers.py"), os.path.join(folder, "cases")
        pathlib.Path(program).write_text(ANSWERS)
        step = 2000
        for first in range(0, len(cases), step):
            left = list(range(first, min(first + step, len(cases))))
            while left:
                pathlib.Path(data).write_text("\n".join(ascii(cases[i]) for i in left) + "\n")
                try:
                    ran = subprocess.run([exe, program, data], capture_output=True, timeout=timeout)
                    output, end = ran.stdout, f"ended with {ran.returncode}: {ran.stderr[-200:]!r}"
                except subprocess.TimeoutExpired as error:
                    output, end = error.stdout or b"", "took too long"
                done = 0
                for line in output.decode("ascii").splitlines():
                    number, text = line.split(" ", 1)
                    answers[left[int(number)]] = ast.literal_eval(text)
                    done = int(number) + 1
                if done < len(left):
                    answers[left[done]] = end
                left = left[done + 1 :]
    return [answers[i] for i in range(len(cases))]


def report(name, cases, ours, theirs, shown):
    pairs = list(zip(cases, ours, theirs))
    different = [it for it in pairs if it[1] != it[2]]
    equal = len(pairs) - len(different)
    fine = ("ok", "complete", "incomplete")
    rejected = sum(1 for _, a, b in different if b in fine and a not in fine)
    accepted = sum(1 for _, a, b in different if a in fine and b not in fine)
    share = 100 * equal / max(len(pairs), 1)
    print(f"{name:10} {equal} of {len(pairs)} equal, {share:.3f} %; valid code rejected: {rejected}, wrong code accepted: {accepted}")
    numbers = re.compile(r"\d+|'[^']*'")
    causes = collections.Counter((numbers.sub("N", b), numbers.sub("N", a)) for _, a, b in different)
    for (b, a), many in causes.most_common(shown):
        print(f"  {many:5}  {b[:90]}  ->  {a[:90]}")
    for (mode, source), a, b in different[:shown]:
        print(f"  {mode}: {source!r:.300}\n      CPython  {b}\n      taipan   {a}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("taipan")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--count", type=int, help="how many cases of each part that makes them")
    parser.add_argument("--seed", type=int, default=313)
    parser.add_argument("--list", type=int, default=0, help="how many differences to show")
    options = parser.parse_intermixed_args()
    taipan, cpython = os.path.abspath(options.taipan), find_cpython()
    folder = library(cpython)
    parts = options.parts or PARTS
    bad = 0
    for part in parts:
        if part in ("strings", "bytes"):
            cases = constants(folder, str if part == "strings" else bytes)
        elif part == "mutations":
            cases = mutations(folder, options.count or 60_000, options.seed)
        elif part == "prefixes":
            cases = prefixes(folder, options.count or 18_900, options.seed)
        else:
            cases = fuzz(options.count or 200_000, options.seed)
        ours = ask(taipan, cases, 300)
        if part == "fuzz":
            broken = [(case, it) for case, it in zip(cases, ours) if it.startswith(("ended with", "took too long"))]
            print(f"fuzz       {len(cases) - len(broken)} of {len(cases)} survived")
            for case, it in broken[:20]:
                print(f"  {case!r:.300}\n      {it}")
            bad += len(broken)
        else:
            report(part, cases, ours, ask(cpython, cases, 300), options.list)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
