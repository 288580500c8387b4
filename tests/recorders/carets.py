"""Record the marks that CPython 3.13's tracebacks put below source lines, for src/report/carets.rs.

Usage: python3.13 tests/recorders/carets.py > tests/recorded/carets.tsv
Lines: source lines of a frame, first column, end column (in bytes), what is shown.
The source is that of the golden programs.
"""

import pathlib
import random
import traceback
import warnings


def codes(code):
    yield code
    for const in code.co_consts:
        if hasattr(const, "co_positions"):
            yield from codes(const)


def main():
    random.seed(3)
    warnings.simplefilter("ignore")
    shown = {}
    for path in sorted(pathlib.Path(__file__).parent.parent.glob("golden/*/*.py")):
        source = path.read_text(encoding="utf-8", errors="replace")
        try:
            code = compile(source, "f", "exec")
        except (SyntaxError, ValueError):
            continue
        lines = source.split("\n")
        places = {place for it in codes(code) for place in it.co_positions() if None not in place}
        for first, last, column, end in sorted(places):
            text = "\n".join(line.rstrip() for line in lines[first - 1:last])
            if not text.strip() or len(text) > 240:
                continue
            frame = traceback.FrameSummary("f", first, "n", lookup_line=False, line=text + "\n",
                                           end_lineno=last, colno=column, end_colno=end)
            result = traceback.StackSummary().format_frame_summary(frame).split("\n", 1)[1]
            shown[text, column, end] = result
    cases = sorted(shown.items())
    several = [case for case in cases if "\n" in case[0][0]]
    for (text, column, end), result in random.sample(cases, 500) + random.sample(several, 200):
        print(ascii(text)[1:-1], column, end, ascii(result)[1:-1], sep="\t")


main()
