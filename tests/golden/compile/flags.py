# Flags of compile(): future features, inherited or not; top-level await.
import __future__

ANNOTATIONS = __future__.annotations.compiler_flag
FLUFL = __future__.barry_as_FLUFL.compiler_flag
MASK = ANNOTATIONS | FLUFL

print(hex(ANNOTATIONS), hex(FLUFL), hex(__future__.generator_stop.compiler_flag))
print([(name, getattr(__future__, name).optional, getattr(__future__, name).mandatory)
       for name in __future__.all_feature_names])
print(__future__.annotations)
print(sorted(__future__.__all__))


def hint(code, space=None):
    space = {} if space is None else space
    exec(code, space)
    return space["f"].__annotations__


SOURCE = "def f(a: 1 + 1, b: 'text'): pass\n"

# Asked for by the source, by a flag, not at all.
print(hint(compile("from __future__ import annotations\n" + SOURCE, "<s>", "exec")))
print(hint(compile(SOURCE, "<s>", "exec", ANNOTATIONS)))
print(hint(compile(SOURCE, "<s>", "exec", 0)))
print(hex(compile(SOURCE, "<s>", "exec", ANNOTATIONS).co_flags & MASK))
print(hex(compile(SOURCE, "<s>", "exec").co_flags & MASK))

# Inherited from the code that calls compile(), exec() or eval().
INHERITS = """
from __future__ import annotations
SOURCE = "def f(a: 1 + 1): pass"
shown = {}
exec(SOURCE, shown)
print("exec", shown["f"].__annotations__)
exec(compile(SOURCE, "<s>", "exec"), shown)
print("compile", shown["f"].__annotations__)
exec(compile(SOURCE, "<s>", "exec", 0, True), shown)
print("dont_inherit", shown["f"].__annotations__)
exec(compile(SOURCE, "<s>", "exec", dont_inherit=True), shown)
print("dont_inherit", shown["f"].__annotations__)
exec(compile(SOURCE, "<s>", "exec", dont_inherit=False), shown)
print("inherit", shown["f"].__annotations__)
print(eval("lambda: 0").__code__.co_flags & MASK != 0)
print(compile("1", "<s>", "eval").co_flags & MASK != 0)
print(compile("1", "<s>", "eval", 0, 1).co_flags & MASK != 0)
def nested():
    exec(SOURCE, shown)
    return shown["f"].__annotations__
print("nested", nested())
exec(compile("exec(SOURCE, shown)", "<s>", "exec", 0, True), {"SOURCE": SOURCE, "shown": shown})
print("two steps", shown["f"].__annotations__)
"""
exec(INHERITS, {"MASK": MASK})
print(hint(compile(SOURCE, "<s>", "exec")))

# The other feature changes an operator.
print(eval(compile("1 <> 2", "<s>", "eval", FLUFL)))
for flags, text in ((0, "1 <> 2"), (FLUFL, "1 != 2")):
    try:
        print(eval(compile(text, "<s>", "eval", flags)))
    except SyntaxError as error:
        print(error.msg)
exec("from __future__ import barry_as_FLUFL\nprint('no comparison here')")

# Where and what may be asked for.
for text in (
    "x = 1\nfrom __future__ import annotations",
    "'doc'\nfrom __future__ import annotations",
    "from __future__ import nosuch",
    "from __future__ import braces",
    "from __future__ import division, print_function",
    "from __future__ import *",
    "def f():\n    from __future__ import annotations",
):
    try:
        code = compile(text, "<s>", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset)
    else:
        print(hex(code.co_flags & MASK))

# Await outside functions, for prompts that have an event loop.
TOP_LEVEL_AWAIT = 0x2000


class Ready:
    def __await__(self):
        return 42
        yield


code = compile("value = await Ready()", "<s>", "exec", TOP_LEVEL_AWAIT)
print(bool(code.co_flags & 0x80))
space = {"Ready": Ready}
coroutine = eval(code, space)
try:
    coroutine.send(None)
except StopIteration as stop:
    print("done", stop.value, space["value"])
try:
    compile("value = await Ready()", "<s>", "exec")
except SyntaxError as error:
    print(error.msg)
print(bool(compile("value = 1", "<s>", "exec", TOP_LEVEL_AWAIT).co_flags & 0x80))
