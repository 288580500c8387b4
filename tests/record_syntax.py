"""Write CPython 3.13's answers under the sources in tests/fixtures/syntax/*.txt.

A sample is a line `MODE: SOURCE` with escapes as in a bytes literal; what follows it up to the next
sample is the answer, which this script rewrites. To add a sample, add its first line and run

    python3.13 tests/record_syntax.py

Modes are those of compile(), and `prompt` and `script` for `single` and `exec` as codeop has them.
"""

import ast
import pathlib
import re
import sys
import warnings

ast.repr = ascii  # ast.dump looks it up as a global; escapes keep "printable" out of it
sys.set_int_max_str_digits(4300)

DONT_IMPLY_DEDENT = 0x200
ALLOW_INCOMPLETE_INPUT = 0x4000
MODES = {
    "exec": ("exec", 0),
    "eval": ("eval", 0),
    "single": ("single", 0),
    "func_type": ("func_type", 0),
    "typed": ("exec", ast.PyCF_TYPE_COMMENTS),
    "prompt": ("single", DONT_IMPLY_DEDENT | ALLOW_INCOMPLETE_INPUT),
    "script": ("exec", DONT_IMPLY_DEDENT | ALLOW_INCOMPLETE_INPUT),
}
SAMPLE = re.compile(rf"^({'|'.join(MODES)}): (.*)$")


def escape(source):
    def one(byte):
        if byte == 92:
            return "\\\\"
        if byte == 10:
            return "\\n"
        return chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}"

    return "".join(map(one, source))


def unescape(text):
    return text.encode("ascii").decode("unicode_escape").encode("latin-1")


def answers(mode, source):
    """The lines that belong under a sample."""
    mode, flags = MODES[mode]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            tree = compile(source, "<sample>", mode, flags | ast.PyCF_ONLY_AST, True)
            answer = "tree: " + ast.dump(tree, include_attributes=True)
        except SyntaxError as error:
            place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
            answer = f"error: {type(error).__name__} {place} {error.text!a} {error.msg!a}"
        except (MemoryError, RecursionError, ValueError) as error:
            answer = f"error: {type(error).__name__} {str(error)!a}"
    if answer.startswith("tree"):
        caught.sort(key=lambda it: it.lineno)
        for it in caught:
            yield f"warning: {it.lineno} {str(it.message)!a}"
    yield answer


def record(path):
    lines = []
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            lines.append(line)
        elif sample := SAMPLE.match(line):
            lines += [line, *answers(sample[1], unescape(sample[2]))]
    path.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    here = pathlib.Path(__file__).parent
    for path in map(pathlib.Path, sys.argv[1:] or sorted((here / "fixtures/syntax").glob("*.txt"))):
        record(path)
