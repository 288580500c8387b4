"""Record what CPython 3.13 says about scopes: run with python3.13, from anywhere.

`scopes/right.txt` holds sources separated by lines of `---`; `scopes/wrong.txt` one source a line,
with `\\n` for a line end. So does `scopes/doubtful.txt`, with sources that CPython warns of. Written next to
each is what CPython says: `right.expected` and so on.
"""

import _symtable
import ast
import pathlib
import types
import warnings

HERE = pathlib.Path(__file__).parent / "fixtures" / "scopes"
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
TYPES = ["function", "class", "module", "annotation", "type alias", "type parameters", "type variable"]


def table(entry, depth=0):
    # A module's globals declared in functions, and merged comprehensions, have no fixed order.
    symbols = " ".join(f"{name}:{flags & 0xFFF:x}/{flags >> 12}" for name, flags in sorted(entry.symbols.items()))
    kind = TYPES[entry.type]
    yield f"{'  ' * depth}{entry.name} | {kind} | {entry.lineno} | {' '.join(entry.varnames)} | {symbols}"
    for child in entry.children:
        yield from table(child, depth + 1)


def codes(code, named):
    # Code that only the type machinery needs is no fact about the language.
    if code.co_name in named:
        # A class has names; slots it has only for comprehensions.
        varnames = code.co_varnames if code.co_flags & 1 else ()
        names = [" ".join(it) for it in (varnames, code.co_cellvars, code.co_freevars)]
        yield f"{code.co_name} | {' | '.join(names)} | {code.co_flags & 0x2BF:x}"
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes(constant, named)


def right():
    for source in (HERE / "right.txt").read_text().split("---\n"):
        yield "=== symtable"
        yield from table(_symtable.symtable(source, "<source>", "exec"))
        yield "=== code"
        named = {it.name for it in ast.walk(ast.parse(source)) if isinstance(it, DEFINITIONS)}
        code = compile(source, "<source>", "exec", dont_inherit=True)
        yield from sorted(codes(code, named | {"<lambda>", "<genexpr>"}))


def wrong():
    for line in (HERE / "wrong.txt").read_text().splitlines():
        try:
            compile(line.replace("\\n", "\n"), "<source>", "exec", dont_inherit=True)
        except SyntaxError as error:
            place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
            yield f"{line}\t{error.msg}\t{' '.join(map(str, place))}"
        else:
            yield f"{line}\tfine\t"


def warned(source, found):
    """Whether there is a warning beyond those found; it is added to them."""
    passed = iter(range(len(found)))

    def showwarning(message, *rest):
        # Only the error made of a warning says where.
        if next(passed, None) is None:
            raise message

    warnings.showwarning = showwarning
    try:
        compile(source, "<source>", "exec", dont_inherit=True)
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        found.append(f"{' '.join(map(str, place))} {error.msg}")
        return True
    return False


def doubtful():
    warnings.simplefilter("always")
    for line in (HERE / "doubtful.txt").read_text().splitlines():
        source = line.replace("\\n", "\n")
        found = []
        while warned(source, found):
            pass
        yield "\t".join([line, *found])


warnings.simplefilter("ignore")
for name, lines in (("right", right), ("wrong", wrong), ("doubtful", doubtful)):
    (HERE / f"{name}.expected").write_text("".join(line + "\n" for line in lines()))
