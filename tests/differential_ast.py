"""Write what CPython 3.13 makes of much source, for tests/front_end.rs to compare.

usage: python3.13 differential_ast.py FOLDER OUT

OUT/index names every valid source below FOLDER, OUT/NUMBER is its tree. OUT/snippets.txt and
OUT/edits.txt are samples as record_syntax.py makes them: the strings found in the sources, many of them
meant to be Python, and statements with one token changed.
"""

import ast
import io
import pathlib
import random
import sys
import textwrap
import tokenize
import warnings

import record_syntax

folder, out = map(pathlib.Path, sys.argv[1:])
warnings.simplefilter("ignore")
sys.setrecursionlimit(100_000)
out.mkdir(exist_ok=True)


def write_trees():
    snippets, statements = set(), []
    number = 0
    with open(out / "index", "w") as index:
        for path in sorted(folder.rglob("*.py")):
            if "site-packages" in path.parts:
                continue
            source = path.read_bytes()
            try:
                tree = ast.parse(source)
            except (SyntaxError, ValueError):
                continue
            with open(path, "rb") as file:
                encoding, _ = tokenize.detect_encoding(file.readline)
            if encoding not in ("utf-8", "utf-8-sig", "iso-8859-1"):
                path = out / f"{number}.decoded"
                path.write_text(source.decode(encoding), encoding="utf-8", newline="")
            dumped = ast.dump(tree, include_attributes=True)
            (out / str(number)).write_text(dumped)
            print(path, file=index)
            number += 1
            if "test" in path.parts:
                collect(tree, source, snippets, statements)
    return sorted(snippets), statements


def collect(tree, source, snippets, statements):
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 2000:
            try:
                snippets.add(textwrap.dedent(node.value).encode())
            except UnicodeEncodeError:
                pass
    try:
        text = source.decode()
    except UnicodeDecodeError:
        return
    for node in tree.body[::7]:
        segment = ast.get_source_segment(text, node)
        if segment and len(segment) < 300:
            statements.append(segment)


def edited(statement, rng):
    """The statement with one token dropped, doubled, replaced, swapped or put in parentheses."""
    try:
        tokens = [it for it in tokenize.generate_tokens(io.StringIO(statement).readline) if it.string]
    except (tokenize.TokenError, SyntaxError):
        return None
    if len(tokens) < 2:
        return None
    lines = statement.splitlines(keepends=True)
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    one, other = rng.choice(tokens), rng.choice(tokens)
    start, end = offsets[one.start[0] - 1] + one.start[1], offsets[one.end[0] - 1] + one.end[1]
    text = one.string
    new = rng.choice(["", text + " " + text, other.string, f"{other.string} {text}", f"({text})"])
    return statement[:start] + new + statement[end:]


def write_samples(name, sources, modes):
    with open(out / name, "w") as file:
        for source in sources:
            for mode in modes:
                print(f"{mode}: {record_syntax.escape(source)}", file=file)
                for answer in record_syntax.answers(mode, source):
                    print(answer, file=file)


snippets, statements = write_trees()
write_samples("snippets.txt", snippets, ["exec"])
rng = random.Random(313)
edits = {edited(rng.choice(statements), rng) for _ in range(20_000)} - {None}
write_samples("edits.txt", sorted(it.encode() for it in edits), ["exec"])
# Half a program, as it stands at the prompt while it is typed.
prefixes = [it[: rng.randrange(len(it)) + 1].encode() for it in rng.choices(statements, k=4_000)]
write_samples("prefixes.txt", sorted(set(prefixes)), ["prompt", "script"])
