"""Write the tree of every valid source below a folder, for tests/front_end.rs to compare.

usage: python3.13 differential_ast.py FOLDER OUT
"""

import ast
import pathlib
import sys
import warnings

warnings.simplefilter("ignore")
sys.set_int_max_str_digits(0)
sys.setrecursionlimit(100_000)
# ast.dump looks repr up as a global: ascii keeps what is printable out of the comparison.
ast.repr = ascii

folder, out = map(pathlib.Path, sys.argv[1:])
out.mkdir()
with open(out / "index", "w") as index:
    number = 0
    for path in sorted(folder.rglob("*.py")):
        if "site-packages" in path.parts:
            continue
        try:
            tree = ast.parse(path.read_bytes())
        except (SyntaxError, ValueError):
            continue
        (out / str(number)).write_text(ast.dump(tree, include_attributes=True))
        print(path, file=index)
        number += 1
