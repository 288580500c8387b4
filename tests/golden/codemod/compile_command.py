# codeop: is an input complete, incomplete or wrong?
import codeop
import sys
import warnings

print(codeop.__all__)

INPUTS = [
    "1", "a = 1", "a = 1\n", "a = 1\n\n", "if 1:", "if 1:\n    pass", "if 1:\n    pass\n", "if 1:\n    pass\n\n", "if 1: pass",
    "if 1: pass\n", "if 1:\n    pass\nelse:", "if 1:\n    pass\nelse:\n    pass\n", "def f():\n    pass\n#foo\n", "def f():\n\n    return 1\n",
    "(", "(1,", "(1,\n2)", "[1, 2", "{1: 2,", "x = (\n\n", "'''", "'''a\nb", "'''a\nb'''", "'", "'abc", "'abc\\", "\\", "x = \\", "x = \\\n", "@a",
    "@a.b.c\n", "@a\ndef f():\n", "try:\n    x\nexcept", "try:\n    x\n", "try:\n    x\nfinally:\n    y\n", "class A:\n", "class A:\n    x = 1\n",
    "for x in y:\n    z\n", "while x:\n  y\n  ", "with a as b:", "match a:\n    case b:\n", "lambda: (", "f(a,\n  b", "f'{a", "f'''{a", "f'''{a}\n",
    "a b", "a = = 1", ")", "a)", "(a]", "1 +", "def", "def f(", "def f(:", "def f()", "def f():\nreturn 1", "  a", "if 1:\n  a\n b", "if 1:\n  a\nb", "if 1:\n  a\nb\n", "return 1",
    "break", "yield x", "import", "from a import (b,", "", "\n", "\n\n", "   ", "# comment", "# comment\n", "  # comment\n\n", "a # comment", "a; b", "a\nb", "a\nb\n", "a = 1\nb = 2", "x = 1 if 2 else", "print(1", "0xg", "'\\N{nosuch}'", "'\\x'", "a = '''\n\n",
    "class C:\n\n    def f(self):\n        pass\n", "async def f():\n    await x\n", "a: int", "a: int =", "not", "raise", "raise X from", "del (", "global a", "nonlocal a", "ä = 1", "€", "a ="
]


def kind(symbol, source, compiler=codeop.compile_command):
    try:
        result = compiler(source, "<in>", symbol)
    except SyntaxError as error:
        return f"{type(error).__name__}: {error.msg} ({error.filename}, {error.lineno}, {error.offset}, {error.text!r})"
    except (ValueError, OverflowError) as error:
        return f"{type(error).__name__}: {error}"
    return result if result is None else f"{result.co_name} {result.co_filename}"


for source in INPUTS:
    print(repr(source))
    for symbol in ("single", "exec", "eval"):
        print("   ", symbol, kind(symbol, source))

# The defaults.
code = codeop.compile_command("1 + 1")
print(code.co_filename)
exec(code)
print(codeop.compile_command("if x:"))
for arguments in (("1", "<in>", "nosuch"), ("a\0b",), (b"1",), (5,), ()):
    try:
        print(codeop.compile_command(*arguments))
    except Exception as error:
        print(type(error).__name__, error)

# Future statements are remembered by an instance.
compiler = codeop.CommandCompiler()
print(compiler("x: 1 + 1\nx", symbol="exec") is not None)
compiler("from __future__ import annotations")
space = {}
exec(compiler("def f(a: 1 + 1): pass\n\n"), space)
print(space["f"].__annotations__)
exec(codeop.CommandCompiler()("def f(a: 1 + 1): pass\n\n"), space)
print(space["f"].__annotations__)
compiler("from __future__ import barry_as_FLUFL")
print(eval(compiler("1 <> 2", symbol="eval")))
print(kind("eval", "1 != 2", compiler))
print(kind("eval", "1 <> 2"))

# Compile compiles, complete or not.
compile_ = codeop.Compile()
print(hex(compile_.flags))
print(eval(compile_("2 * 21", "<in>", "eval")))
for source in ("if x:", "x = (", "x = )"):
    try:
        print(compile_(source, "<in>", "single"))
    except SyntaxError as error:
        print(type(error).__name__, error.msg)
    try:
        print(compile_(source, "<in>", "single", incomplete_input=False))
    except SyntaxError as error:
        print(type(error).__name__, error.msg)
compile_("from __future__ import annotations", "<in>", "exec")
print(hex(compile_.flags))
print(kind("exec", "x", compiler=compile_))

# Warnings are given once, when the input is complete.
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    codeop.compile_command("'\\d'")
    codeop.compile_command("if 1 is 1:")
    codeop.compile_command("x = ('\\d' +")
print([str(it.message) for it in seen])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    print(kind("single", "1 is 1"))
    print(kind("single", "'\\d'"))
