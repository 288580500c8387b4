# Inputs of several lines in `single` mode: incomplete, complete and wrong.
import codeop

DONT_IMPLY_DEDENT = codeop.PyCF_DONT_IMPLY_DEDENT
ALLOW_INCOMPLETE = codeop.PyCF_ALLOW_INCOMPLETE_INPUT
print(hex(DONT_IMPLY_DEDENT), hex(ALLOW_INCOMPLETE))

INPUTS = [
    "1", "1\n", "x = (", "x = (1,\n", "x = (1,\n)", "if 1:", "if 1:\n", "if 1:\n    2", "if 1:\n    2\n",
    "if 1:\n    2\n\n", "if 1:\n    2\n    ", "if 1:\n    2\n    \n", "if 1: 2", "if 1: 2\n", "if 1: 2\n\n",
    "if 1:\n    2\nelse:", "if 1:\n    2\nelse:\n    3", "if 1:\n    2\nelse:\n    3\n\n", "if 1:\n    2\n3",
    "if 1:\n2", "if 1:\n    2\n  3", "def f():", "def f():\n    return 1", "def f():\n    return 1\n\n",
    "def f():\n    if 1:\n        2", "def f():\n    '''doc", "@decorator", "@decorator\n", "@decorator\ndef f(): pass",
    "@decorator\ndef f(): pass\n\n", "class A:", "class A: pass", "class A: pass\n\n", "try:\n    1\n",
    "try:\n    1\nexcept E:", "try:\n    1\n\n", "while 1:\n    pass\n", "for x in y", "for x in y:", "with a:",
    "with (a,\n", "match x:", "match x:\n    case 1:", "match x:\n    case 1:\n        2\n", "async def f():",
    "'''text", "'''text\nmore", "'''text\nmore'''", "'text", "'text\n", "'text\\\n", "'text\\\nmore'", "f'{", "f'''{\n",
    "f'''{1}\n", "f'{1", "f'{1}'", "x = \\", "x = \\\n", "x = \\\n1", "\\", "x = = 1", "x = )", "(]", "(1]", "}", "1 +", "1 +\n",
    "x =", "lambda", "lambda:", "[x for", "[x for x in y", "{1:", "{1: 2", "print(", "print(1", "del", "import",
    "import a.", "from a import", "from a import (", "from a import (b", "return", "break", "a b", "a b\n", "  x", "x\n  y",
    "x = 1; y", "x = 1;", "# comment", "# comment\n", "", "\n", "   ", "x # comment", "if 1: # comment", "if 1:\n# comment\n",
    "if 1:\n    # comment\n", "if 1:\n    2 # comment\n# comment", "if 1:\n    2\n# comment\n", "0x", "1e", "0777", "$", "x ? y", "\t1",
    "async", "await x", "yield", "nonlocal x", "def f(a, a): pass\n\n", "class", "not", "a if b", "a if b else", "*a", "*a,", "**a",
]


def outcome(source, flags):
    try:
        code = compile(source, "<typed>", "single", flags)
    except SyntaxError as error:
        return f"{type(error).__name__}: {error.msg}"
    return "code" if code is not None else None


for source in INPUTS:
    print(repr(source))
    print("    plain       ", outcome(source, 0))
    print("    no dedent   ", outcome(source, DONT_IMPLY_DEDENT))
    print("    incomplete  ", outcome(source, ALLOW_INCOMPLETE))
    print("    both        ", outcome(source, DONT_IMPLY_DEDENT | ALLOW_INCOMPLETE))
